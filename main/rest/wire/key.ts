import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../../../app/contract/base64url.ts';
import { curve, type DeletedKey, keyOperation, type KeyProperties, keyType, octBits, rsaBits } from '../../../app/contract/key.ts';
import { usualPolicyType } from '../../../app/contract/release-policy.ts';
import { badParameter, Refused } from '../refused.ts';
import { readShape, sentAttributes, sentTags, toAttributeChange, toAttributes, toDeletion } from './object.ts';

const operations = z.array(keyOperation).nullish();
const attributes = sentAttributes.extend({ exportable: z.boolean().nullish() }).nullish();
/** Longer ones are none that the house takes. */
const releasePolicy = z.object({ contentType: z.string().nullish(), data: z.string().max(100_000), immutable: z.boolean().nullish() });
const common = { attributes, tags: sentTags.nullish(), release_policy: releasePolicy.nullish() };

const createBody = z.object({
  ...common,
  kty: keyType,
  key_size: z.union([rsaBits, octBits]).nullish(),
  crv: curve.nullish(),
  key_ops: operations,
  // Every key of the house has the usual exponent.
  public_exponent: z.literal(65_537).nullish(),
});

const updateBody = z.object({ ...common, key_ops: operations });

const importBody = z.object({
  ...common,
  Hsm: z.boolean().nullish(),
  key: z.object({ kty: keyType, crv: curve.nullish(), key_ops: operations }),
});

interface SentExport {
  readonly attributes?: z.output<typeof attributes> | undefined;
  readonly release_policy?: z.output<typeof releasePolicy> | null | undefined;
}

/** @throws Refused */
function toPolicy({ release_policy: sent }: SentExport) {
  if (!sent) return {};
  const data = fromBase64Url(sent.data.replace(/=+$/, ''));
  if (!data) throw new Refused(badParameter('Property release_policy.data has invalid value'));
  return { releasePolicy: { contentType: sent.contentType ?? usualPolicyType, data, immutable: sent.immutable ?? false } };
}

/** Whether a key may leave, and to whom. @throws Refused */
const toExport = (sent: SentExport) => ({ ...(sent.attributes?.exportable && { exportable: true }), ...toPolicy(sent) });

const toOperations = (sent: z.output<typeof operations>) => (sent ? { operations: sent } : {});

/** @throws Refused */
export function readCreate(body: unknown) {
  const { kty, key_size: bits, crv, key_ops: ops, ...sent } = readShape(createBody, body);
  return {
    enabled: true,
    tags: {},
    ...toAttributeChange(sent),
    ...toExport(sent),
    type: kty,
    ...(typeof bits === 'number' && !kty.startsWith('EC') && { bits }),
    ...(crv && { curve: crv }),
    ...toOperations(ops),
  };
}

/** @throws Refused */
export function readUpdate(body: unknown) {
  const { key_ops: ops, ...sent } = readShape(updateBody, body);
  return { ...toAttributeChange(sent), ...toPolicy(sent), ...toOperations(ops) };
}

/** Members of a JSON Web Key that hold bytes (RFC 7518 section 6), and Key Vault's own for a `.byok` file. */
export const jwkMembers = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x', 'y', 'k', 'key_hsm'] as const;

/**
 * @param body without the texts of the members that hold bytes
 * @param members those by name, which become the operation's
 * @param isPool whether it is brought into a pool, which holds nothing else than keys of an HSM
 * @throws Refused
 */
export function readImport(body: unknown, members: ReadonlyMap<string, Uint8Array>, isPool: boolean) {
  const { key, Hsm: hsm, ...sent } = readShape(importBody, body);
  const { kty, crv } = key;
  const need = (name: (typeof jwkMembers)[number]): Uint8Array => {
    const found = members.get(name);
    if (!found) throw new Refused(badParameter(`Property key.${name} has invalid value`));
    return found;
  };
  const file = members.get('key_hsm');
  return {
    enabled: true,
    tags: {},
    ...toAttributeChange(sent),
    ...toExport(sent),
    hsm: hsm ?? (isPool || kty.endsWith('-HSM')),
    ...toOperations(key.key_ops),
    ...(file ? { wrapped: { file, kind: toKind(kty, crv) } } : { jwk: toJwk(kty, crv, need) }),
  };
}

/** What is in a `.byok` file, which does not say it. */
function toKind(kty: z.output<typeof keyType>, crv: z.output<typeof curve> | null | undefined) {
  switch (kty) {
    case 'RSA':
    case 'RSA-HSM':
      return { family: 'RSA' as const };
    case 'EC':
    case 'EC-HSM':
      return { family: 'EC' as const, curve: needCurve(crv) };
    case 'oct':
    case 'oct-HSM':
      return { family: 'oct' as const };
  }
}

function needCurve(crv: z.output<typeof curve> | null | undefined): z.output<typeof curve> {
  if (!crv) throw new Refused(badParameter('Property key.crv has invalid value'));
  return crv;
}

function toJwk(
  kty: z.output<typeof keyType>,
  crv: z.output<typeof curve> | null | undefined,
  need: (name: (typeof jwkMembers)[number]) => Uint8Array,
) {
  switch (kty) {
    case 'RSA':
    case 'RSA-HSM':
      return {
        family: 'RSA' as const,
        n: need('n'),
        e: need('e'),
        d: need('d'),
        p: need('p'),
        q: need('q'),
        dp: need('dp'),
        dq: need('dq'),
        qi: need('qi'),
      };
    case 'EC':
    case 'EC-HSM':
      return { family: 'EC' as const, curve: needCurve(crv), x: need('x'), y: need('y'), d: need('d') };
    case 'oct':
    case 'oct-HSM':
      return { family: 'oct' as const, k: need('k') };
  }
}

export const keyUrl = (origin: string, name: string): string => `${origin}/keys/${name}`;
const versionUrl = (origin: string, it: KeyProperties): string => `${keyUrl(origin, it.name)}/${it.version}`;
const binUrl = (origin: string, { name }: KeyProperties): string => `${origin}/deletedkeys/${name}`;

function toPublicJwk({ publicKey }: KeyProperties) {
  if (!publicKey) return {};
  if (publicKey.family === 'RSA') return { n: toBase64Url(publicKey.n), e: toBase64Url(publicKey.e) };
  return { crv: publicKey.curve, x: toBase64Url(publicKey.x), y: toBase64Url(publicKey.y) };
}

const toCommon = (it: KeyProperties) => ({
  attributes: { ...toAttributes(it), exportable: it.exportable, hsmPlatform: it.protection.kind === 'hsm' ? '1' : '0' },
  tags: it.tags,
});

/** `KeyBundle`. */
export const toBundle = (origin: string, it: KeyProperties) => ({
  key: { kid: versionUrl(origin, it), kty: it.type, key_ops: it.operations, ...toPublicJwk(it) },
  ...toCommon(it),
  ...(it.releasePolicy && { release_policy: { ...it.releasePolicy, data: toBase64Url(it.releasePolicy.data) } }),
});

/** `KeyItem` of a list of versions. */
export const toVersionItem = (origin: string, it: KeyProperties) => ({ kid: versionUrl(origin, it), ...toCommon(it) });

/** `KeyItem` of a list of keys: named without a version. */
export const toItem = (origin: string, it: KeyProperties) => ({ kid: keyUrl(origin, it.name), ...toCommon(it) });

/** `DeletedKeyBundle`. */
export const toDeletedBundle = (origin: string, it: DeletedKey) => ({ ...toDeletion(binUrl(origin, it), it), ...toBundle(origin, it) });

/** `DeletedKeyItem`. */
export const toDeletedItem = (origin: string, it: DeletedKey) => ({ ...toDeletion(binUrl(origin, it), it), ...toItem(origin, it) });
