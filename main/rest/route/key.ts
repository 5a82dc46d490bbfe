import type { Output } from '../../../app/contract/operation.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import * as wire from '../wire/key.ts';
import { readBytes, readCipher, readRelease, readSign, readVerify, writeCipher } from '../wire/key-use.ts';
import { nextLink, readPage } from '../wire/page.ts';
import { readPolicy, toPolicy } from '../wire/rotation-policy.ts';
import { checkRestore } from '../wire/secret.ts';
import { parse, takeTexts } from '../wire/take-text.ts';
import { json, named, readBackup, versioned, writeBackup } from './object-name.ts';
import type { Answer, VaultRequest, VaultRoute } from './vault-route.ts';

/** The operations that Key Vault's operations on keys lead to. */
type KeyRouted =
  | 'KeyCreate'
  | 'KeyImport'
  | 'KeyGet'
  | 'KeyList'
  | 'KeyListVersions'
  | 'KeyUpdate'
  | 'KeyDelete'
  | 'KeyGetDeleted'
  | 'KeyListDeleted'
  | 'KeyRecover'
  | 'KeyPurge'
  | 'KeyBackup'
  | 'KeyRestore'
  | 'KeyRotate'
  | 'KeyRotationPolicyGet'
  | 'KeyRotationPolicySet'
  | 'KeyAttestationGet'
  | KeyUsed;

/** Those that use a key. */
type KeyUsed = 'KeyEncrypt' | 'KeyDecrypt' | 'KeyWrap' | 'KeyUnwrap' | 'KeySign' | 'KeyVerify' | 'KeyRelease';

const bundle = (properties: Output<'KeyGet'>, { origin }: VaultRequest): Answer => json(wire.toBundle(origin, properties));
const policy = (kept: Output<'KeyRotationPolicyGet'>, { origin, path: { name = '' } }: VaultRequest): Answer =>
  json(toPolicy(wire.keyUrl(origin, name), kept));
const kidOf = ({ origin }: VaultRequest, { id }: { readonly id: string }): string => `${origin}${id}`;
const cipher = (outcome: Output<'KeyEncrypt'>, request: VaultRequest): Answer => ({
  status: 200,
  body: writeCipher(kidOf(request, outcome), outcome),
});
const toDecrypt = (request: VaultRequest) => {
  const { input, tag } = readCipher(request.body);
  return { ...versioned(request), ...input, ...(tag && { tag }) };
};
const toEncrypt = (request: VaultRequest) => ({ ...versioned(request), ...readCipher(request.body).input });

function toImport(request: VaultRequest) {
  const place = named(request);
  const { texts, rest } = takeTexts(request.body, 'key', wire.jwkMembers);
  try {
    const members = new Map([...texts].map(([name, text]) => [name, readBytes(text, `key.${name}`)]));
    return { ...place, ...wire.readImport(rest, members, request.isPool) };
  } finally {
    for (const text of texts.values()) text.fill(0);
  }
}

const used = { method: 'POST', body: 'application/json' } as const;

/** What uses a key, with a version or the current one. */
const useRoutes: { readonly [N in KeyUsed]: VaultRoute<N> } = {
  KeyEncrypt: { ...used, operation: 'KeyEncrypt', path: '/keys/{name}/{version?}/encrypt', read: toEncrypt, write: cipher },
  KeyDecrypt: { ...used, operation: 'KeyDecrypt', path: '/keys/{name}/{version?}/decrypt', read: toDecrypt, write: cipher },
  KeyWrap: { ...used, operation: 'KeyWrap', path: '/keys/{name}/{version?}/wrapkey', read: toEncrypt, write: cipher },
  KeyUnwrap: { ...used, operation: 'KeyUnwrap', path: '/keys/{name}/{version?}/unwrapkey', read: toDecrypt, write: cipher },
  KeySign: {
    ...used,
    operation: 'KeySign',
    path: '/keys/{name}/{version?}/sign',
    read: (request) => ({ ...versioned(request), ...readSign(parse(request.body)) }),
    write: (outcome, request) => ({ status: 200, body: writeCipher(kidOf(request, outcome), outcome) }),
  },
  KeyVerify: {
    ...used,
    operation: 'KeyVerify',
    path: '/keys/{name}/{version?}/verify',
    read: (request) => ({ ...versioned(request), ...readVerify(parse(request.body)) }),
    write: ({ valid }) => json({ value: valid }),
  },
  KeyRelease: {
    ...used,
    operation: 'KeyRelease',
    path: '/keys/{name}/{version?}/release',
    read: (request) => ({
      ...versioned(request),
      ...readRelease(parse(request.body)),
      apiVersion: request.query.get('api-version') ?? undefined,
    }),
    write: ({ value }) => json({ value }),
  },
};

/** Key Vault's operations on keys that the house has; complete by its type. */
export const keyRoutes: { readonly [N in KeyRouted]: VaultRoute<N> } = {
  ...useRoutes,
  KeyCreate: {
    operation: 'KeyCreate',
    method: 'POST',
    path: '/keys/{name}/create',
    body: 'application/json',
    read: (request) => ({ ...named(request), ...wire.readCreate(parse(request.body)) }),
    write: bundle,
  },
  KeyImport: {
    operation: 'KeyImport',
    method: 'PUT',
    path: '/keys/{name}',
    body: 'application/json',
    read: toImport,
    write: bundle,
  },
  KeyGet: { operation: 'KeyGet', method: 'GET', path: '/keys/{name}/{version?}', read: versioned, write: bundle },
  KeyList: {
    operation: 'KeyList',
    method: 'GET',
    path: '/keys',
    read: ({ vault, query }) => ({ vault, ...readPage(query) }),
    write: ({ items, next }, { origin, query }) =>
      json({ value: items.map((it) => wire.toItem(origin, it)), nextLink: nextLink(`${origin}/keys`, query, next) }),
  },
  KeyListVersions: {
    operation: 'KeyListVersions',
    method: 'GET',
    path: '/keys/{name}/versions',
    read: (request) => ({ ...named(request), ...readPage(request.query) }),
    write: ({ items, next }, { origin, query, path: { name } }) =>
      json({
        value: items.map((it) => wire.toVersionItem(origin, it)),
        nextLink: nextLink(`${origin}/keys/${name}/versions`, query, next),
      }),
    // Key Vault has no versions of what it doesn't know, and says no more about it.
    mend: (error) => (isVaultError(error, 'KeyNotFound') ? json({ value: [], nextLink: null }) : undefined),
  },
  KeyUpdate: {
    operation: 'KeyUpdate',
    method: 'PATCH',
    path: '/keys/{name}/{version?}',
    body: 'application/json',
    read: (request) => ({ ...versioned(request), ...wire.readUpdate(parse(request.body)) }),
    write: bundle,
  },
  KeyDelete: {
    operation: 'KeyDelete',
    method: 'DELETE',
    path: '/keys/{name}',
    read: named,
    write: (deleted, { origin }) => json(wire.toDeletedBundle(origin, deleted)),
  },
  KeyListDeleted: {
    operation: 'KeyListDeleted',
    method: 'GET',
    path: '/deletedkeys',
    read: ({ vault, query }) => ({ vault, ...readPage(query) }),
    write: ({ items, next }, { origin, query }) =>
      json({ value: items.map((it) => wire.toDeletedItem(origin, it)), nextLink: nextLink(`${origin}/deletedkeys`, query, next) }),
  },
  KeyGetDeleted: {
    operation: 'KeyGetDeleted',
    method: 'GET',
    path: '/deletedkeys/{name}',
    read: named,
    write: (deleted, { origin }) => json(wire.toDeletedBundle(origin, deleted)),
  },
  KeyPurge: { operation: 'KeyPurge', method: 'DELETE', path: '/deletedkeys/{name}', read: named, write: () => ({ status: 204 }) },
  KeyRecover: { operation: 'KeyRecover', method: 'POST', path: '/deletedkeys/{name}/recover', read: named, write: bundle },
  KeyBackup: { operation: 'KeyBackup', method: 'POST', path: '/keys/{name}/backup', read: named, write: writeBackup },
  KeyRestore: {
    operation: 'KeyRestore',
    method: 'POST',
    path: '/keys/restore',
    body: 'application/json',
    read: ({ vault, body }) => ({ vault, file: readBackup(body, checkRestore) }),
    write: bundle,
  },
  KeyAttestationGet: {
    operation: 'KeyAttestationGet',
    method: 'GET',
    path: '/keys/{name}/{version}/attestation',
    read: versioned,
    write: bundle,
  },
  KeyRotate: { operation: 'KeyRotate', method: 'POST', path: '/keys/{name}/rotate', read: named, write: bundle },
  KeyRotationPolicyGet: {
    operation: 'KeyRotationPolicyGet',
    method: 'GET',
    path: '/keys/{name}/rotationpolicy',
    read: named,
    write: policy,
  },
  KeyRotationPolicySet: {
    operation: 'KeyRotationPolicySet',
    method: 'PUT',
    path: '/keys/{name}/rotationpolicy',
    body: 'application/json',
    read: (request) => ({ ...named(request), policy: readPolicy(parse(request.body)) }),
    write: policy,
  },
};
