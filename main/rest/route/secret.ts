import { isVaultError } from '../../../app/contract/vault-error.ts';
import { withText } from '../wire/json-bytes.ts';
import { nextLink, readPage } from '../wire/page.ts';
import { checkRestore, readSet, readUpdate, toBundle, toDeletedBundle, toDeletedItem, toItem } from '../wire/secret.ts';
import { parse } from '../wire/take-text.ts';
import { json, named, readBackup, valued, versioned, writeBackup } from './object-name.ts';
import type { VaultRoute } from './vault-route.ts';

/** The operations that Key Vault's twelve on secrets lead to. */
export type SecretRouted =
  | 'SecretSet'
  | 'SecretDelete'
  | 'SecretUpdate'
  | 'SecretGet'
  | 'SecretList'
  | 'SecretListVersions'
  | 'SecretListDeleted'
  | 'SecretGetDeleted'
  | 'SecretPurge'
  | 'SecretRecover'
  | 'SecretBackup'
  | 'SecretRestore';

/** Key Vault's twelve operations on secrets; complete by its type. */
export const secretRoutes: { readonly [N in SecretRouted]: VaultRoute<N> } = {
  SecretSet: {
    operation: 'SecretSet',
    method: 'PUT',
    path: '/secrets/{name}',
    body: 'application/json',
    read(request) {
      const place = named(request);
      const { value, rest } = valued(request.body, readSet);
      return { ...place, ...rest, value };
    },
    write: (set, { origin }, { value }) => {
      const rest = JSON.stringify(toBundle(origin, set));
      return { status: 200, body: withText('value', value ?? new Uint8Array(), rest) };
    },
  },
  SecretDelete: {
    operation: 'SecretDelete',
    method: 'DELETE',
    path: '/secrets/{name}',
    read: named,
    write: (deleted, { origin }) => json(toDeletedBundle(origin, deleted)),
  },
  SecretUpdate: {
    operation: 'SecretUpdate',
    method: 'PATCH',
    path: '/secrets/{name}/{version?}',
    body: 'application/json',
    read: (request) => ({ ...versioned(request), ...readUpdate(parse(request.body)) }),
    write: (updated, { origin }) => json(toBundle(origin, updated)),
  },
  SecretGet: {
    operation: 'SecretGet',
    method: 'GET',
    path: '/secrets/{name}/{version?}',
    read: versioned,
    write: ({ properties, value }, { origin }) => {
      return { status: 200, body: withText('value', value, JSON.stringify(toBundle(origin, properties))) };
    },
  },
  SecretList: {
    operation: 'SecretList',
    method: 'GET',
    path: '/secrets',
    read: ({ vault, query }) => ({ vault, ...readPage(query) }),
    write: ({ items, next }, { origin, query }) =>
      json({ value: items.map((it) => toItem(origin, it)), nextLink: nextLink(`${origin}/secrets`, query, next) }),
  },
  SecretListVersions: {
    operation: 'SecretListVersions',
    method: 'GET',
    path: '/secrets/{name}/versions',
    read: (request) => ({ ...named(request), ...readPage(request.query) }),
    write: ({ items, next }, { origin, query, path: { name } }) =>
      json({ value: items.map((it) => toBundle(origin, it)), nextLink: nextLink(`${origin}/secrets/${name}/versions`, query, next) }),
    // Key Vault has no versions of what it doesn't know, and says no more about it.
    mend: (error) => (isVaultError(error, 'SecretNotFound') ? json({ value: [], nextLink: null }) : undefined),
  },
  SecretListDeleted: {
    operation: 'SecretListDeleted',
    method: 'GET',
    path: '/deletedsecrets',
    read: ({ vault, query }) => ({ vault, ...readPage(query) }),
    write: ({ items, next }, { origin, query }) =>
      json({ value: items.map((it) => toDeletedItem(origin, it)), nextLink: nextLink(`${origin}/deletedsecrets`, query, next) }),
  },
  SecretGetDeleted: {
    operation: 'SecretGetDeleted',
    method: 'GET',
    path: '/deletedsecrets/{name}',
    read: named,
    write: (deleted, { origin }) => json(toDeletedBundle(origin, deleted)),
  },
  SecretPurge: {
    operation: 'SecretPurge',
    method: 'DELETE',
    path: '/deletedsecrets/{name}',
    read: named,
    write: () => ({ status: 204 }),
  },
  SecretRecover: {
    operation: 'SecretRecover',
    method: 'POST',
    path: '/deletedsecrets/{name}/recover',
    read: named,
    write: (recovered, { origin }) => json(toBundle(origin, recovered)),
  },
  SecretBackup: {
    operation: 'SecretBackup',
    method: 'POST',
    path: '/secrets/{name}/backup',
    read: named,
    write: writeBackup,
  },
  SecretRestore: {
    operation: 'SecretRestore',
    method: 'POST',
    path: '/secrets/restore',
    body: 'application/json',
    read: ({ vault, body }) => ({ vault, file: readBackup(body, checkRestore) }),
    write: (restored, { origin }) => json(toBundle(origin, restored)),
  },
};
