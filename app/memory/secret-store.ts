import { VaultError } from '../contract/vault-error.ts';
import type { SecretStore, SecretVersionHead, SecretVersionRow } from '../secret/secret-store.ts';
import { pageOfDue } from './due-page.ts';
import { compareText } from './order.ts';
import type { Desk, Tables } from './tables.ts';

export const createMemorySecretStore = (desk: Desk): SecretStore => ({ ...writes(desk), ...reads(desk), ...scans(desk) });

/** What the house itself goes through. */
type Scans = 'listDue' | 'listWrappedBefore' | 'scanHeads' | 'scan';
type Writes = 'insert' | 'update' | 'insertVersion' | 'updateVersion' | 'updateKey' | 'remove';

function writes(desk: Desk): Pick<SecretStore, Writes> {
  return {
    insert: async (row) => {
      const tables = desk.change();
      if (tables.vaults.select((vault) => vault.id === row.vaultId).length === 0) throw new Error(`no vault ${row.vaultId}`);
      const taken = tables.secrets.has(row.id) || findSecret(tables, row.vaultId, row.nameKey) !== undefined;
      if (taken) throw new VaultError('Conflict', { name: row.name });
      tables.secrets.put(row.id, row);
    },
    insertVersion: async (row) => {
      const tables = desk.change();
      if (!tables.secrets.has(row.secretId)) throw new Error(`no secret ${row.secretId}`);
      const same = tables.versions.select((other) => other.secretId === row.secretId && other.ordinal === row.ordinal);
      if (tables.versions.has(row.version) || same.length > 0) throw new VaultError('Conflict', { name: row.version });
      tables.versions.put(row.version, row);
    },
    updateVersion: async (row) => {
      const tables = desk.change();
      if (tables.versions.find(row.version)?.secretId !== row.secretId) throw new Error(`no version ${row.version}`);
      tables.versions.put(row.version, row);
    },
    updateKey: async (version, { keyGeneration, wrappedKey }) => {
      const tables = desk.change();
      const row = tables.versions.find(version);
      if (!row) throw new Error(`no version ${version}`);
      tables.versions.put(version, { ...row, keyGeneration, wrappedKey });
    },
    remove: async (id) => {
      const tables = desk.change();
      tables.versions.removeWhere((row) => row.secretId === id);
      tables.secrets.removeWhere((row) => row.id === id);
    },
    update: async (row) => {
      const tables = desk.change();
      if (!tables.secrets.has(row.id)) throw new Error(`no secret ${row.id}`);
      const holder = findSecret(tables, row.vaultId, row.nameKey);
      if (holder && holder.id !== row.id) throw new VaultError('Conflict', { name: row.name });
      tables.secrets.put(row.id, row);
    },
  };
}

function reads(desk: Desk): Omit<SecretStore, Writes | Scans> {
  return {
    find: async (vaultId, nameKey) => findSecret(desk.look(), vaultId, nameKey),
    findVersion: async (secretId, version) => {
      const row = desk.look().versions.find(version);
      return row?.secretId === secretId ? row : undefined;
    },
    findNewest: async (secretId) =>
      desk
        .look()
        .versions.select((row) => row.secretId === secretId)
        .sort((a, b) => b.ordinal - a.ordinal)[0],
    hasVersion: async (version) => desk.look().versions.has(version),
    countVersions: async (secretId) => desk.look().versions.select((row) => row.secretId === secretId).length,
    list: async (vaultId, { after, limit, deleted }) =>
      desk
        .look()
        .secrets.select(
          (row) =>
            row.vaultId === vaultId &&
            (row.deletion !== undefined) === deleted &&
            (after === undefined || compareText(row.nameKey, after) > 0),
        )
        .sort((a, b) => compareText(a.nameKey, b.nameKey))
        .slice(0, limit)
        .flatMap((secret) => {
          const version = desk.look().versions.find(secret.currentVersion);
          return version ? [{ secret, head: headOf(version) }] : [];
        }),
    listVersions: async (secretId, before, limit) =>
      desk
        .look()
        .versions.select((row) => row.secretId === secretId && (before === undefined || row.ordinal < before))
        .sort((a, b) => b.ordinal - a.ordinal)
        .slice(0, limit)
        .map(headOf),
    count: async (vaultIds) =>
      new Map(vaultIds.map((vaultId) => [vaultId, desk.look().secrets.select((row) => row.vaultId === vaultId && !row.deletion).length])),
  };
}

function scans(desk: Desk): Pick<SecretStore, Scans> {
  return {
    listDue: async (time, page) =>
      pageOfDue(
        desk.look().secrets.select(({ deletion }) => deletion !== undefined),
        time,
        page,
      ),
    listWrappedBefore: async (vaultId, generation, { after, limit }) =>
      desk
        .look()
        .versions.select(
          (row) =>
            row.vaultId === vaultId && row.keyGeneration < generation && (after === undefined || compareText(row.version, after) > 0),
        )
        .sort((a, b) => compareText(a.version, b.version))
        .slice(0, limit),
    scanHeads: async (vaultId, after, limit) =>
      desk
        .look()
        .secrets.select((row) => row.vaultId === vaultId && (after === undefined || compareText(row.nameKey, after) > 0))
        .sort((a, b) => compareText(a.nameKey, b.nameKey))
        .slice(0, limit),
    scan: async (vaultId, after, limit) =>
      desk
        .look()
        .versions.select((row) => row.vaultId === vaultId && (after === undefined || compareText(row.version, after) > 0))
        .sort((a, b) => compareText(a.version, b.version))
        .slice(0, limit),
  };
}

const findSecret = (tables: Tables, vaultId: string, nameKey: string) =>
  tables.secrets.select((row) => row.vaultId === vaultId && row.nameKey === nameKey)[0];

function headOf(row: SecretVersionRow): SecretVersionHead {
  const { wrappedKey: _wrappedKey, sealedValue: _sealedValue, ...head } = row;
  return head;
}
