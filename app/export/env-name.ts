/** What a secret is called in an `.env` file: upper case with underscores; a digit can't be first. */
export function envNameOf(name: string): string {
  const upper = name.toUpperCase().replaceAll('-', '_');
  return /^\d/.test(upper) ? `_${upper}` : upper;
}

/** Names that more than one of the secrets would have. Which of them is meant is not the console's to choose: none is written. */
export function sharedEnvNames(names: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const name of names) {
    const key = envNameOf(name);
    if (seen.has(key)) shared.add(key);
    seen.add(key);
  }
  return shared;
}
