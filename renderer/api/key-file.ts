import type { WrappedKind } from '../../app/contract/key.ts';
import type { Input, Output } from '../../app/contract/operation.ts';
import { mostPartBytes } from '../../app/contract/upload.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Client } from './client.ts';
import { askWith } from './mutation.ts';

/** Stands for the upload that is made when a form is sent. */
export const anyUpload = '00000000-0000-4000-8000-000000000000';

/** A file with a key in it, given as often as it is asked for. What is given belongs to the taker, who zeroes it. */
export interface KeyFileSource {
  readonly bytes: () => Promise<Uint8Array>;
  /** Empty where the file is not encrypted. */
  readonly password: () => Uint8Array;
}

/**
 * Hands the file over, and zeroes what was given of it. Each use takes its own: the engine forgets a file with its use.
 * @throws VaultError `BadParameter` where it is too long for a key
 */
async function handOver(client: Client, { bytes }: KeyFileSource): Promise<string> {
  const part = await bytes();
  try {
    if (part.length > mostPartBytes)
      throw new VaultError('BadParameter', { issues: [{ path: 'sizeBytes', problem: 'too_big', limit: mostPartBytes }] });
    const { upload } = await client.call('UploadBegin', { sizeBytes: part.length });
    if (part.length > 0) await client.call('UploadSend', { upload, part });
    return upload;
  } finally {
    part.fill(0);
  }
}

async function fileOf(client: Client, source: KeyFileSource) {
  const upload = await handOver(client, source);
  const password = source.password();
  return { file: { upload, ...(password.length === 0 ? {} : { password }) }, secrets: [password] };
}

/** What a file holds: nothing private comes back. */
export async function previewKeyFile(client: Client, source: KeyFileSource): Promise<Output<'KeyFilePreview'>> {
  const { file, secrets } = await fileOf(client, source);
  return askWith(client, 'KeyFilePreview', file, secrets);
}

/** Wraps the key for an exchange key. What comes back is a `.byok` file, which is no secret. */
export async function makeByokFile(
  client: Client,
  source: KeyFileSource,
  recipient: Omit<Input<'KeyByokMake'>, 'file'>,
): Promise<Output<'KeyByokMake'>> {
  const { file, secrets } = await fileOf(client, source);
  return askWith(client, 'KeyByokMake', { ...recipient, file }, secrets);
}

/** Brings a wrapped key in. */
export async function importWrappedFile(
  client: Client,
  source: KeyFileSource,
  input: Omit<Input<'KeyImport'>, 'file' | 'jwk' | 'wrapped'> & { readonly kind: WrappedKind },
): Promise<Output<'KeyImport'>> {
  const { kind, ...rest } = input;
  const upload = await handOver(client, source);
  return client.call('KeyImport', { ...rest, hsm: true, wrapped: { upload, kind } });
}

/** Brings the key in. */
export async function importKeyFile(
  client: Client,
  source: KeyFileSource,
  input: Omit<Input<'KeyImport'>, 'file' | 'jwk'>,
): Promise<Output<'KeyImport'>> {
  const { file, secrets } = await fileOf(client, source);
  return askWith(client, 'KeyImport', { ...input, file }, secrets);
}
