const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** `1 byte`, `107 bytes`, `25.0 KiB`, `1.5 MiB`. */
export function sizeText(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 10 * kibibyte) return `${bytes.toLocaleString('en')} bytes`;
  return bytes < mebibyte ? `${(bytes / kibibyte).toFixed(1)} KiB` : `${(bytes / mebibyte).toFixed(1)} MiB`;
}
