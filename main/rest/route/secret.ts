import { fromBase64Url } from '../../../app/contract/base64url.ts';
import { secretVersion } from '../../../app/contract/secret.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { badParameter, Refused } from '../refused.ts';
import { withText } from '../wire/json-bytes.ts';
import { nextLink, readPage } from '../wire/page.ts';
import { checkRestore, readSet, readUpdate, toBundle, toDeletedBundle, toDeletedItem, toItem } from '../wire/secret.ts';
import { parse, takeText } from '../wire/take-text.ts';
import type { Answer, VaultRequest, VaultRoute } from './vault-route.ts';

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

const json = (body: object): Answer => ({ status: 200, body: Buffer.from(JSON.stringify(body)) });

/** 1 to 127 letters, digits and hyphens. */
const nameForm = /^[0-9a-zA-Z-]{1,127}$/;

const invalidName = (name: string): Refused => new Refused(badParameter(`The request URI contains an invalid name: ${name.slice(0, 127)}`));

/** @throws Refused */
function named({ vault, path: { name = '' } }: VaultRequest): { readonly vault: string; readonly name: string } {
  if (!nameForm.test(name)) throw invalidName(name);
  return { vault, name };
}

/** With the version, where one is named. @throws Refused */
function versioned(request: VaultRequest) {
  const { version } = request.path;
  if (version === undefined) return named(request);
  const parsed = secretVersion.safeParse(version.toLowerCase());
  if (parsed.success) return { ...named(request), version: parsed.data };
  throw new Refused(badParameter(`The request URI contains an invalid version: ${version.slice(0, 127)}`));
}

/** The text that a body hands over as `value`, and the rest of it once `check` found that right. @throws Refused */
function valued<T>(body: Uint8Array, check: (rest: unknown) => T): { readonly value: Uint8Array; readonly rest: T } {
  const { text, rest } = takeText(body, 'value');
  try {
    const checked = check(rest);
    if (!text) throw new Refused(badParameter('Property value has invalid value'));
    return { value: text, rest: checked };
  } catch (error) {
    text?.fill(0);
    throw error;
  }
}

/** A backup is base64url on its way: sealed, so that a string of it tells nothing. @throws Refused */
function readBackup(body: Uint8Array): Uint8Array {
  const { value } = valued(body, checkRestore);
  const file = fromBase64Url(Buffer.from(value).toString('latin1'));
  if (!file || file.length === 0) throw new Refused(badParameter('Backup blob is corrupt.'));
  return file;
}

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
    write: (parts) => json({ value: Buffer.concat(parts.map(({ part }) => part)).toString('base64url') }),
  },
  SecretRestore: {
    operation: 'SecretRestore',
    method: 'POST',
    path: '/secrets/restore',
    body: 'application/json',
    read: ({ vault, body }) => ({ vault, file: readBackup(body) }),
    write: (restored, { origin }) => json(toBundle(origin, restored)),
  },
};
