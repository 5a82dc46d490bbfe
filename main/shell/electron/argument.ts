/**
 * The arguments that are meant for us. In a checkout Electron's own switches stand before the path of the program, as when a test
 * attaches; a packaged program has no such path.
 * @param argv of the process, the executable first
 */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const rest = argv.slice(1);
  if (packaged) return rest;
  return rest.slice(rest.findIndex((argument) => !argument.startsWith('-')) + 1);
}
