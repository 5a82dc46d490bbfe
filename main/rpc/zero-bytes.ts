/** Zeroes every byte array in a value of arrays and objects. */
export function zeroBytes(value: unknown): void {
  if (value instanceof Uint8Array) value.fill(0);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(zeroBytes);
}
