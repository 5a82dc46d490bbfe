import * as z from 'zod';
import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { sameBytes } from './tree.ts';

const retentionSetting = 'logRetention';

const stored = z.strictObject({ days: z.number().int().nullable(), mac: z.string() });

type Marks = Pick<Keyring, 'rowMac'>;

const macOf = (keyring: Marks, days: number | null): Uint8Array => keyring.rowMac('log-retention', { days: days ?? undefined });

/** For how many days records are kept; undefined for ever. @throws VaultError IntegrityViolation when it was edited outside the house */
export async function readRetention(tx: Tx, keyring: Marks): Promise<number | undefined> {
  const json = await tx.settings.find(retentionSetting);
  if (json === undefined) return undefined;
  const { days, mac } = stored.parse(JSON.parse(json));
  const found = fromBase64(mac);
  if (!found || !sameBytes(found, macOf(keyring, days)))
    throw new VaultError('IntegrityViolation', { what: 'setting', id: retentionSetting });
  return days ?? undefined;
}

export const writeRetention = (tx: Tx, keyring: Marks, days: number | null): Promise<void> =>
  tx.settings.put(retentionSetting, JSON.stringify({ days, mac: toBase64(macOf(keyring, days)) }));
