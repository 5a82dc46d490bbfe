import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Tx } from '../../app/operation/store.ts';
import { fieldsOf } from '../../app/secret/search-text.ts';
import { bindingOf } from '../../app/secret/secret.ts';
import { never } from '../../app/secret/secret-index.ts';
import { objectFields } from '../../app/vault/object-row.ts';
import type { SecretRow, SecretVersionRow } from '../../app/secret/secret-store.ts';
import { tokensOf } from '../../main/store/gram.ts';
import { textColumns } from '../../main/store/secret-column.ts';
import { checkpointWhole } from '../../main/store/sqlite/checkpoint.ts';
import { type Connection, openConnection } from '../../main/store/sqlite/connection.ts';
import { writerSettings } from '../../main/store/sqlite/durable-setting.ts';
import { makeVault } from '../support/a-house.ts';
import { type BenchHouse, type Dress, openBenchHouse } from './corridor-house.ts';

export const crowdVaults = 40;
export const crowdVault = (at: number): string => `crowd-${at % crowdVaults}`;

const teams =
  'payroll billing checkout identity search media reports mobile backend frontend legal finance warehouse shipping orders catalog'.split(
    ' ',
  );
const systems = 'postgres redis kafka mongo storage smtp stripe twilio github jenkins ldap oauth grafana sentry datadog slack'.split(' ');
const kinds = 'password token key cert connection-string api-key client-secret webhook signing encryption'.split(' ');
const environments = ['prod', 'test', 'stage', 'dev', 'qa'];
const contentTypes = [undefined, 'text/plain', 'application/json', 'application/x-pkcs12', 'password'];

const of = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** A number that looks drawn at random, the same each time (a step of splitmix32). */
export function mixed(at: number): number {
  let z = (at + 1) * 0x9e3779b9;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** Names as teams give them: `payroll-redis-prod-token-k2`. */
export function crowdName(at: number): string {
  const drawn = mixed(at);
  const parts = [of(teams, drawn), of(systems, drawn >>> 5), of(environments, drawn >>> 10), of(kinds, drawn >>> 14)];
  return `${parts.join('-')}-${at.toString(36)}`;
}

/** What the attributes of a secret are drawn by. */
const drawnFor = (at: number): number => mixed(at + 7_919);

export const crowdContentType = (at: number): string | undefined => of(contentTypes, drawnFor(at) >>> 3);

export function crowdTags(at: number): Record<string, string> {
  const drawn = drawnFor(at);
  return { owner: `${of(teams, drawn >>> 7)}-team`, env: of(environments, drawn >>> 11) ?? '', 'cost-center': String(drawn % 500) };
}

const dayMs = 86_400_000;

/** Secrets that can be opened: each takes two ciphers, and most are never asked for. */
export const openable = 16;

/** Rows that share a transaction. */
const together = 10_000;

/**
 * Adds `size` secrets, spread over forty vaults, by their rows: each with its MAC and its place in the index, one in sixteen sealed, none
 * with a record or counted in its vault's manifest. A third expires within three years, and the whole was made over two years.
 */
export async function addCrowd({ window, rooms }: BenchHouse, folder: string, size: number): Promise<void> {
  for (let at = 0; at < crowdVaults; at += 1) await makeVault(window, crowdVault(at));
  const vaults = await rooms.store.read((tx) =>
    Promise.all(Array.from({ length: crowdVaults }, (_, at) => tx.vaults.find(crowdVault(at)))),
  );
  const ids = vaults.map((vault) => vault?.id ?? '');
  const [path = ''] = globSync('**/strongroom.db', { cwd: folder });
  const connection = openConnection({ path: join(folder, path), readonly: false, settings: writerSettings }, rooms.keyring.pageKey);
  connection.database.pragma('cache_size = -262144');
  const first = connection.find(z.object({ count: z.number() }), 'select max(id) as count from secret_index')?.count ?? 0;
  for (let from = 0; from < size; from += together) {
    const count = Math.min(together, size - from);
    const made = await rooms.store.read((tx) =>
      Promise.all(Array.from({ length: count }, (_, at) => drawOne(tx, rooms, { at: from + at, vaultId: of(ids, from + at) ?? '' }))),
    );
    connection.run('begin immediate');
    for (const [at, one] of made.entries()) addRows(connection, first + 1 + from + at, one);
    connection.run('commit');
    checkpointWhole(connection);
  }
  connection.run('update vault_index set live = (select count(*) from secret_index i where i.vault = number)');
  connection.database.close();
}

interface Drawn {
  readonly secret: SecretRow;
  readonly version: SecretVersionRow;
}

async function drawOne(tx: Tx, { keyring, now }: BenchHouse['rooms'], { at, vaultId }: { at: number; vaultId: string }): Promise<Drawn> {
  const drawn = drawnFor(at);
  const version = randomUUID().replaceAll('-', '');
  const createdOn = now() - (drawn % 730) * dayMs;
  const name = crowdName(at);
  const place = { id: randomUUID(), vaultId, name, nameKey: name, currentVersion: version, createdOn, deletion: undefined, rowVersion: 1 };
  const head = {
    version,
    secretId: place.id,
    vaultId,
    ordinal: 1,
    contentType: crowdContentType(at),
    enabled: at % openable === 0 || drawn % 20 !== 0,
    notBefore: undefined,
    expires: drawn % 3 === 0 ? now() + (((drawn >>> 4) % 1_095) - 30) * dayMs : undefined,
    tags: crowdTags(at),
    createdOn,
    updatedOn: createdOn,
    createdBy: 'bench',
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
    valueBytes: value.length,
    rowVersion: 1,
  };
  const sealed = at % openable === 0 ? await keyring.sealValue(tx, bindingOf(head), value) : unsealed;
  return {
    secret: { ...place, mac: keyring.rowMac('secret', objectFields({ ...place, mac: new Uint8Array(0) })) },
    version: { ...head, ...sealed },
  };
}

const value = new Uint8Array(24).fill(0x61);
/** As long as what is sealed. */
const unsealed = { keyGeneration: 1, wrappedKey: new Uint8Array(93).fill(1), sealedValue: new Uint8Array(61).fill(2) };

function addRows(connection: Connection, id: number, { secret, version }: Drawn): void {
  const taken = () => new Error('taken twice') as never;
  const { mac, ...place } = secret;
  connection.insert('secret', { ...secretColumns(place), mac }, taken);
  connection.insert('secret_version', versionColumns(version), taken);
  const fields = fieldsOf(secret.nameKey, version);
  const number = connection.find(z.object({ number: z.number() }), 'select number from vault_index where vault_id = ?', [
    secret.vaultId,
  ])?.number;
  connection.insert('secret_index', { id, vault: number ?? 0, ...indexColumns(secret, version), ...textColumns(fields, version) }, taken);
  connection.run('insert into secret_gram (rowid, tokens) values (?, ?)', [id, [...tokensOf(fields, version)].join(' ')]);
}

const secretColumns = (row: Omit<SecretRow, 'mac'>) => ({
  id: row.id,
  vault_id: row.vaultId,
  name: row.name,
  name_key: row.nameKey,
  current_version: row.currentVersion,
  created_on: row.createdOn,
  row_version: row.rowVersion,
});

const versionColumns = (row: SecretVersionRow) => ({
  version: row.version,
  secret_id: row.secretId,
  vault_id: row.vaultId,
  ordinal: row.ordinal,
  content_type: row.contentType ?? null,
  enabled: Number(row.enabled),
  expires: row.expires ?? null,
  tags: JSON.stringify(row.tags),
  created_on: row.createdOn,
  updated_on: row.updatedOn,
  created_by: row.createdBy,
  recovery_level: row.recoveryLevel,
  recoverable_days: row.recoverableDays,
  value_bytes: row.valueBytes,
  key_generation: row.keyGeneration,
  row_version: row.rowVersion,
  wrapped_key: row.wrappedKey,
  sealed_value: row.sealedValue,
});

const indexColumns = (secret: SecretRow, version: SecretVersionRow) => ({
  secret_id: secret.id,
  deleted: 0,
  enabled: Number(version.enabled),
  expires: version.expires ?? never,
  created_on: version.createdOn,
  changed_on: version.updatedOn,
  purge_on: never,
  name_key: secret.nameKey,
});

/** A house with a crowd of secrets. */
export async function openCrowdHouse(folder: string, size: number, dress: Dress): Promise<BenchHouse> {
  const house = await openBenchHouse(folder, dress);
  await addCrowd(house, folder, size);
  return house;
}
