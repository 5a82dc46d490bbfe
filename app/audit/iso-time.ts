/** Milliseconds since 1970. @returns undefined when `text` is not exactly what `toISOString` writes, so that each time has one form */
export function readIsoTime(text: string): number | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? undefined : time;
}
