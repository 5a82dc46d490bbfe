import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { curve, type PublicKey } from '../contract/key.ts';
import type { ReleasePolicy } from '../contract/release-policy.ts';
import type { RowFields } from '../seal/keyring.ts';
import { objectFields } from '../vault/object-row.ts';
import type { KeyPolicy, KeyRow, KeyVersionHead } from './key-store.ts';

/** A public key as text: JSON with its numbers as base64url, members in the order of their names. */
export const publicKeyText = (key: PublicKey): string =>
  key.family === 'RSA'
    ? JSON.stringify({ e: toBase64Url(key.e), family: key.family, n: toBase64Url(key.n) })
    : JSON.stringify({ curve: key.curve, family: key.family, x: toBase64Url(key.x), y: toBase64Url(key.y) });

const number = z.string().transform((text, context) => {
  const bytes = fromBase64Url(text);
  if (bytes) return bytes;
  context.addIssue('not base64url');
  return z.NEVER;
});

/** @see publicKeyText */
export const publicKeyShape = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('RSA'), n: number, e: number }),
  z.strictObject({ family: z.literal('EC'), curve, x: number, y: number }),
]);

/** @param text as `publicKeyText` wrote it, and nobody else */
export const parsePublicKey = (text: string): PublicKey => publicKeyShape.parse(JSON.parse(text));

/** A release policy as JSON has it, its rule as base64url. */
export const writeReleasePolicy = ({ contentType, data, immutable }: ReleasePolicy) => ({
  contentType,
  data: toBase64Url(data),
  immutable,
});

/** @see writeReleasePolicy */
export const releasePolicyShape = z.strictObject({ contentType: z.string(), data: number, immutable: z.boolean() });

/** Everything that a key's MAC covers. */
export const keyFields = (row: KeyRow): RowFields => ({
  ...objectFields(row),
  ...(row.policy && policyFields(row.policy)),
  rotatesOn: row.rotatesOn,
  notifiesOn: row.notifiesOn,
});

const policyFields = ({ rotate, notifyDays, expiryDays, createdOn, updatedOn }: KeyPolicy): RowFields => ({
  policyFrom: rotate?.from,
  policyDays: rotate?.days,
  policyNotifyDays: notifyDays,
  policyExpiryDays: expiryDays,
  policyCreatedOn: createdOn,
  policyUpdatedOn: updatedOn,
});

/** Everything that is said of a version: what its MAC covers, and what its data key is bound to. */
export const versionFields = (head: Omit<KeyVersionHead, 'mac'>): RowFields => ({
  version: head.version,
  keyId: head.keyId,
  vaultId: head.vaultId,
  ordinal: head.ordinal,
  type: head.type,
  bits: head.spec.family === 'EC' ? undefined : head.spec.bits,
  curve: head.spec.family === 'EC' ? head.spec.curve : undefined,
  operations: head.operations.join(' '),
  origin: head.origin,
  publicKey: head.publicKey && publicKeyText(head.publicKey),
  exportable: head.exportable,
  releaseType: head.releasePolicy?.contentType,
  releaseRule: head.releasePolicy?.data,
  releaseImmutable: head.releasePolicy?.immutable,
  token: head.place?.token,
  neverExtractable: head.place?.neverExtractable,
  enabled: head.enabled,
  notBefore: head.notBefore,
  expires: head.expires,
  tags: head.tags,
  createdOn: head.createdOn,
  updatedOn: head.updatedOn,
  createdBy: head.createdBy,
  recoveryLevel: head.recoveryLevel,
  recoverableDays: head.recoverableDays,
  rowVersion: head.rowVersion,
});
