/** Hands bytes to the person as a file to keep; the shell asks where. */
export function saveFile(fileName: string, parts: readonly (Uint8Array<ArrayBuffer> | Blob)[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download holds its own reference once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
