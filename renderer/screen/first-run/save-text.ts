/** Hands a text to the person as a file to keep; the shell asks where. */
export function saveText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download holds its own reference once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
