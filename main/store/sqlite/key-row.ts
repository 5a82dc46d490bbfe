import * as z from 'zod';
import { curve, keyOperation, keyType, octBits, rotationPolicy, rsaBits } from '../../../app/contract/key.ts';
import { publicKeyShape, publicKeyText, releasePolicyShape, writeReleasePolicy } from '../../../app/key/key-field.ts';
import type { KeyListing, KeyRow, KeyVersionHead, KeyVersionRow } from '../../../app/key/key-store.ts';
import { bytes, flag, json, maybe } from './column.ts';
import type { Value } from './connection.ts';
import { objectShape, objectValues, ownShape, takeOwn, versionColumns, versionShape, versionValues, withDeletion } from './object-row.ts';

const policy = json.pipe(rotationPolicy.extend({ createdOn: z.number(), updatedOn: z.number() }));

const policyShape = { policy: maybe(policy), rotatesOn: maybe(z.number()), notifiesOn: maybe(z.number()) };
export const policyColumns = ', policy, rotates_on as rotatesOn, notifies_on as notifiesOn';

export const key: z.ZodType<KeyRow> = objectShape.extend(policyShape).transform(withDeletion);

const spec = z.discriminatedUnion('family', [
  z.object({ family: z.literal('RSA'), bits: rsaBits }),
  z.object({ family: z.literal('EC'), curve }),
  z.object({ family: z.literal('oct'), bits: octBits }),
]);

const headShape = versionShape.extend({
  keyId: z.string(),
  type: keyType,
  spec: json.pipe(spec),
  operations: json.pipe(z.array(keyOperation)),
  origin: z.enum(['generated', 'imported', 'wrapped']),
  publicKey: maybe(json.pipe(publicKeyShape)),
  exportable: flag,
  releasePolicy: maybe(json.pipe(releasePolicyShape)),
  token: z.string().nullable(),
  neverExtractable: flag.nullable(),
  mac: bytes,
});

export const headColumns = `${versionColumns}, v.key_id as keyId, v.type, v.spec, v.operations, v.origin, v.public_key as publicKey,
  v.exportable, v.release_policy as releasePolicy, v.token, v.never_extractable as neverExtractable, v.mac`;

const withPlace = <R extends { token: string | null; neverExtractable: boolean | null }>({ token, neverExtractable, ...rest }: R) => ({
  ...rest,
  place: token !== null && neverExtractable !== null ? { token, neverExtractable } : undefined,
});

export const head: z.ZodType<KeyVersionHead> = headShape.transform(withPlace);

export const materialColumns = ', v.key_generation as keyGeneration, v.wrapped_key as wrappedKey, v.sealed_value as sealedValue';

export const version: z.ZodType<KeyVersionRow> = headShape
  .extend({ keyGeneration: z.number().nullable(), wrappedKey: bytes.nullable(), sealedValue: bytes.nullable() })
  .transform(({ keyGeneration, wrappedKey, sealedValue, ...rest }) => ({
    ...withPlace(rest),
    material:
      keyGeneration !== null && wrappedKey !== null && sealedValue !== null ? { keyGeneration, wrappedKey, sealedValue } : undefined,
  }));

export const listing: z.ZodType<KeyListing> = headShape.extend({ ...ownShape, ...policyShape }).transform((line) => {
  const { policy, rotatesOn, notifiesOn, ...rest } = line;
  const { row, head } = takeOwn(rest);
  return { row: { ...row, policy, rotatesOn, notifiesOn }, head: withPlace(head) };
});

export const valuesOf = (row: KeyRow): Record<string, Value> => ({
  ...objectValues(row),
  policy: row.policy ? JSON.stringify(row.policy) : null,
  rotates: Number(row.policy?.rotate !== undefined),
  rotates_on: row.rotatesOn ?? null,
  notifies_on: row.notifiesOn ?? null,
});

export const versionValuesOf = (row: KeyVersionRow): Record<string, Value> => ({
  ...versionValues(row),
  key_id: row.keyId,
  type: row.type,
  spec: JSON.stringify(row.spec),
  operations: JSON.stringify(row.operations),
  origin: row.origin,
  public_key: row.publicKey ? publicKeyText(row.publicKey) : null,
  exportable: Number(row.exportable),
  release_policy: row.releasePolicy ? JSON.stringify(writeReleasePolicy(row.releasePolicy)) : null,
  token: row.place?.token ?? null,
  never_extractable: row.place ? Number(row.place.neverExtractable) : null,
  mac: row.mac,
  key_generation: row.material?.keyGeneration ?? null,
  wrapped_key: row.material?.wrappedKey ?? null,
  sealed_value: row.material?.sealedValue ?? null,
});
