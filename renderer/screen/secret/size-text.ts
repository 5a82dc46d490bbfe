/** `1 byte`, `107 bytes`, `25.0 KiB`. */
export function sizeText(bytes: number): string {
  if (bytes === 1) return '1 byte';
  return bytes < 10_240 ? `${bytes.toLocaleString('en')} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
