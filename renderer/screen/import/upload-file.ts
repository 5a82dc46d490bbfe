import { mostPartBytes } from '../../../app/contract/upload.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import type { Client } from '../../api/client.ts';

interface UploadOptions {
  readonly signal: AbortSignal;
  readonly onSent: (sentBytes: number) => void;
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Asks again when the house asks for patience: a long file has many parts. */
async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isVaultError(error, 'Throttled') || signal.aborted) throw error;
      await wait(Math.max(0, error.data.retryOn - Date.now()), signal);
    }
  }
}

/**
 * Hands a file over to the engine, part by part. Of its bytes never more than one part is held here, zeroed as soon as it is sent.
 * @returns the upload's id
 * @throws VaultError, CancelledError; DOMException when the file can no longer be read
 */
export async function uploadFile(client: Client, file: Blob, { signal, onSent }: UploadOptions): Promise<string> {
  const { upload } = await patiently(() => client.call('UploadBegin', { sizeBytes: file.size }, { signal }), signal);
  for (let sent = 0; sent < file.size; sent += mostPartBytes) {
    const part = new Uint8Array(await file.slice(sent, sent + mostPartBytes).arrayBuffer());
    try {
      await patiently(() => client.call('UploadSend', { upload, part }, { signal }), signal);
    } finally {
      part.fill(0);
    }
    onSent(Math.min(file.size, sent + mostPartBytes));
  }
  return upload;
}
