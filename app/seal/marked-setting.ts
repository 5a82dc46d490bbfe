import * as z from 'zod';
import { fromBase64, toBase64 } from '../audit/base64.ts';
import { sameBytes } from '../audit/tree.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from './keyring.ts';

const stored = z.strictObject({ content: z.string(), mac: z.string() });

type Marks = Pick<Keyring, 'rowMac'>;

const macOf = (keyring: Marks, name: string, content: string): Uint8Array => keyring.rowMac(name, { content });

/**
 * A setting that decides something, and so carries a MAC.
 * @returns undefined while nobody has set it
 * @throws VaultError IntegrityViolation when it was edited outside the house
 */
export async function readMarkedSetting<T>(
  tx: Pick<Tx, 'settings'>,
  keyring: Marks,
  setting: { readonly name: string; readonly shape: z.ZodType<T> },
): Promise<T | undefined> {
  const json = await tx.settings.find(setting.name);
  if (json === undefined) return undefined;
  const { content, mac } = stored.parse(JSON.parse(json));
  const found = fromBase64(mac);
  if (!found || !sameBytes(found, macOf(keyring, setting.name, content)))
    throw new VaultError('IntegrityViolation', { what: 'setting', id: setting.name });
  return setting.shape.parse(JSON.parse(content));
}

export async function writeMarkedSetting<T>(
  tx: Pick<Tx, 'settings'>,
  keyring: Marks,
  setting: { readonly name: string; readonly shape: z.ZodType<T> },
  value: T,
): Promise<void> {
  const content = JSON.stringify(setting.shape.parse(value));
  await tx.settings.put(setting.name, JSON.stringify({ content, mac: toBase64(macOf(keyring, setting.name, content)) }));
}
