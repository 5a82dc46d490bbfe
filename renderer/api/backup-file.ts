import { mostPartBytes, mostUploadBytes } from '../../app/contract/upload.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Client } from './client.ts';

/** One object with all its versions, as a file that only this house opens. @returns its parts in order */
export async function backUp(
  client: Client,
  operation: 'SecretBackup' | 'KeyBackup',
  { vault, name }: { readonly vault: string; readonly name: string },
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { part } of client.listen(operation, { vault, name })) parts.push(new Uint8Array(part));
  return parts;
}

/**
 * Hands a file over part by part.
 * @returns the upload's id, for the operation that uses it
 * @throws VaultError `BadParameter` where it is too long
 */
export async function uploadFile(client: Client, file: Blob): Promise<string> {
  if (file.size > mostUploadBytes) {
    throw new VaultError('BadParameter', { issues: [{ path: 'sizeBytes', problem: 'too_big', limit: mostUploadBytes }] });
  }
  const { upload } = await client.call('UploadBegin', { sizeBytes: file.size });
  for (let at = 0; at < file.size; at += mostPartBytes) {
    const part = new Uint8Array(await file.slice(at, at + mostPartBytes).arrayBuffer());
    // One after the other: the engine takes the parts in their order.
    await client.call('UploadSend', { upload, part });
  }
  return upload;
}

/** Puts what was backed up into a vault where its name is free. */
export const restore = async (
  client: Client,
  operation: 'SecretRestore' | 'KeyRestore',
  { vault, file }: { readonly vault: string; readonly file: Blob },
): Promise<{ readonly vault: string; readonly name: string }> => client.call(operation, { vault, upload: await uploadFile(client, file) });
