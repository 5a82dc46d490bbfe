import { mostPartBytes, mostUploadBytes } from '../../app/contract/upload.ts';
import type { Output } from '../../app/contract/operation.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { CallOptions, Client } from './client.ts';

/** One secret with all its versions, as a file that only this house opens. @returns its parts in order */
export async function backUpSecret(
  client: Client,
  secret: { readonly vault: string; readonly name: string },
  options?: CallOptions,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { part } of client.listen('SecretBackup', { vault: secret.vault, name: secret.name }, options))
    parts.push(new Uint8Array(part));
  return parts;
}

/**
 * Hands a file over part by part.
 * @returns the upload's id, for the operation that uses it
 * @throws VaultError `BadParameter` where it is too long
 */
export async function uploadFile(client: Client, file: Blob, options?: CallOptions): Promise<string> {
  if (file.size > mostUploadBytes) {
    throw new VaultError('BadParameter', { issues: [{ path: 'sizeBytes', problem: 'too_big', limit: mostUploadBytes }] });
  }
  const { upload } = await client.call('UploadBegin', { sizeBytes: file.size }, options);
  for (let at = 0; at < file.size; at += mostPartBytes) {
    const part = new Uint8Array(await file.slice(at, at + mostPartBytes).arrayBuffer());
    // One after the other: the engine takes the parts in their order.
    await client.call('UploadSend', { upload, part }, options);
  }
  return upload;
}

/** Puts a backed-up secret into a vault where its name is free. */
export async function restoreSecret(client: Client, vault: string, file: Blob): Promise<Output<'SecretRestore'>> {
  return client.call('SecretRestore', { vault, upload: await uploadFile(client, file) });
}
