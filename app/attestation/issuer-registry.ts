import * as z from 'zod';
import { fromBase64, toBase64 } from '../audit/base64.ts';
import { type AttestationIssuer, issuerAlgorithm } from '../contract/attestation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { readMarkedSetting, writeMarkedSetting } from '../seal/marked-setting.ts';
import type { Attestations, Issuer, IssuerKey } from './attestations.ts';

const key = z.strictObject({ kid: z.string().optional(), algorithm: issuerAlgorithm, publicKey: z.string() });

const entry = z.strictObject({
  id: z.string(),
  name: z.string(),
  authority: z.string(),
  keys: z.array(key),
  changedBy: z.string(),
  changedOn: z.number().int(),
});
export type IssuerEntry = z.infer<typeof entry>;

const marked = { name: 'attestation', shape: z.strictObject({ issuers: z.array(entry) }) };

type House = [tx: Pick<Tx, 'settings'>, keyring: Pick<Keyring, 'rowMac'>];

/** By name. @throws VaultError IntegrityViolation when they were edited outside the house */
export const readIssuers = async (...[tx, keyring]: House): Promise<readonly IssuerEntry[]> =>
  (await readMarkedSetting(tx, keyring, marked))?.issuers ?? [];

export const writeIssuers = (issuers: readonly IssuerEntry[], ...[tx, keyring]: House): Promise<void> =>
  writeMarkedSetting(tx, keyring, marked, { issuers: issuers.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });

export const toKeyEntry = ({ publicKey, ...rest }: IssuerKey): IssuerEntry['keys'][number] => ({
  ...rest,
  publicKey: toBase64(publicKey),
});

const toKey = ({ publicKey, ...rest }: IssuerEntry['keys'][number]): IssuerKey => {
  const bytes = fromBase64(publicKey);
  if (!bytes) throw new Error('a key of an issuer is no base64');
  return { ...rest, publicKey: bytes };
};

export const toIssuer = ({ authority, keys }: IssuerEntry): Issuer => ({ authority, keys: keys.map(toKey) });

/** As the window sees it. */
export const viewIssuer = (attestations: Pick<Attestations, 'fingerprintOf'>, entry: IssuerEntry): AttestationIssuer => ({
  ...entry,
  keys: entry.keys.map((it) => ({
    ...(it.kid !== undefined && { kid: it.kid }),
    algorithm: it.algorithm,
    fingerprint: attestations.fingerprintOf(toKey(it)),
  })),
});
