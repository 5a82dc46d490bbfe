/**
 * A copy that shares nothing with `value`: plain objects, arrays, byte arrays, maps of them and primitives.
 * Rows are copied on their way in and out, so that no caller can change what is stored without saying so.
 */
export function copy<T>(value: T): T;
export function copy(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, copy(item)]));
  }
  return value;
}
