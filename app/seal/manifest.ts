import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import type { Crypto } from './crypto.ts';
import type { RowFields, Tally } from './keyring.ts';
import type { ManifestRow, ManifestStore } from './manifest-store.ts';
import { rowText } from './row-mac.ts';

const sumBytes = 32;

const violation = (set: string) => new VaultError('IntegrityViolation', { what: 'manifest', id: set });

/** Sets that houses have only since there are groups, second factors, requests, applications and pools; older ones are given them when they are opened. */
export const laterSets = ['group', 'membership', 'factor', 'request', 'application', 'credential', 'house-key', 'role-definition'] as const;

/** The sets of the house itself; a vault's own are `vaultSets`. */
export const houseSets = ['person', 'grant', 'vault', ...laterSets] as const;

/** Set of a vault's secret versions. */
export const secretSet = (vaultId: string): string => `secret:${vaultId}`;

/** Set of a vault's secrets: which names there are, where each points, and what lies in the recycle bin. */
export const headSet = (vaultId: string): string => `secret-head:${vaultId}`;

/** Set of a vault's key versions. */
export const keySet = (vaultId: string): string => `key:${vaultId}`;

/** Set of a vault's keys. */
export const keyHeadSet = (vaultId: string): string => `key-head:${vaultId}`;

/** All sets of one vault. */
export const vaultSets = (vaultId: string): readonly string[] => [
  secretSet(vaultId),
  headSet(vaultId),
  keySet(vaultId),
  keyHeadSet(vaultId),
];

/** Says that the secrets of every vault stand in a manifest. Houses made before that have none until they are opened. */
export const headMarkSet = 'secret-head';

/** Says the same of keys. */
export const keyMarkSet = 'key-head';

export const markSets = [headMarkSet, keyMarkSet] as const;

/** A row was added (`add`) or taken away (`subtract`): big-endian, modulo 2^256. */
function moveSum(sum: Uint8Array, item: Uint8Array, direction: 'add' | 'subtract'): Uint8Array<ArrayBuffer> {
  const moved = new Uint8Array(sumBytes);
  const sign = direction === 'add' ? 1 : -1;
  let carry = 0;
  for (let index = sumBytes - 1; index >= 0; index -= 1) {
    const digit = (sum[index] ?? 0) + sign * (item[index] ?? 0) + carry;
    moved[index] = digit & 0xff;
    carry = digit >> 8;
  }
  return moved;
}

/**
 * How often all manifests were changed together. It only grows, so that one that is smaller than the anchor remembers tells of older
 * manifests, put back together with the rows that fit them.
 */
export async function manifestSequence(store: ManifestStore): Promise<number> {
  return (await store.list()).reduce((sum, row) => sum + row.sequence, 0);
}

interface ManifestDeps {
  readonly crypto: Pick<Crypto, 'equal'>;
  /** HMAC-SHA-256 under a key for this purpose only. */
  readonly hmac: (text: Uint8Array) => Uint8Array;
  readonly instanceId: string;
}

/** The keyed hashes of manifests, each bound to the instance and the set. */
function createHashes({ hmac, instanceId }: Pick<ManifestDeps, 'hmac' | 'instanceId'>) {
  return {
    itemOf: (set: string, fields: RowFields) => hmac(associatedData('strongroom/v1/manifest-item', [instanceId, set, rowText(fields)])),
    maskOf: (set: string, sequence: number) => hmac(associatedData('strongroom/v1/manifest-mask', [instanceId, set, sequence])),
    macOf: ({ set, count, sum, sequence }: Omit<ManifestRow, 'mac'>) =>
      hmac(associatedData('strongroom/v1/manifest', [instanceId, set, count, sum, sequence])),
  };
}

/** Adds up rows as they come; the set may change meanwhile, which `sequence` then tells. */
async function tally(itemOf: ReturnType<typeof createHashes>['itemOf'], set: string, rows: AsyncIterable<RowFields>): Promise<Tally> {
  let count = 0;
  let sum = new Uint8Array(sumBytes);
  for await (const fields of rows) {
    count += 1;
    sum = moveSum(sum, itemOf(set, fields), 'add');
  }
  return { count, sum };
}

/** Manifests as rows: their sums are masked and under a MAC. */
function createRows(
  { crypto }: Pick<ManifestDeps, 'crypto'>,
  { maskOf, macOf }: Pick<ReturnType<typeof createHashes>, 'maskOf' | 'macOf'>,
) {
  /** The sums without mask of rows that were written here or found sound: a row that works share is not opened by each. */
  const bareSums = new WeakMap<ManifestRow, Uint8Array>();

  const write = (set: string, sequence: number, count: number, bareSum: Uint8Array): ManifestRow => {
    const row = sealLate({ set, sequence, count }, () => {
      const body = { set, sequence, count, sum: moveSum(bareSum, maskOf(set, sequence), 'add') };
      return { ...body, mac: macOf(body) };
    });
    bareSums.set(row, bareSum);
    return row;
  };
  async function find(store: ManifestStore, set: string): Promise<Bare> {
    const row = await store.find(set);
    // A set's manifest is never absent: it would hide that all its rows are.
    if (row === undefined || row.set !== set) throw violation(set);
    const { count, sequence } = row;
    const known = bareSums.get(row);
    if (known) return { count, sequence, bareSum: known };
    if (!crypto.equal(row.mac, macOf(row))) throw violation(set);
    const bareSum = moveSum(row.sum, maskOf(set, sequence), 'subtract');
    bareSums.set(row, bareSum);
    return { count, sequence, bareSum };
  }
  return { write, find };
}

/** What a manifest that was found sound says. */
interface Bare extends Pick<ManifestRow, 'count' | 'sequence'> {
  /** Without mask. */
  readonly bareSum: Uint8Array;
}

/** A row that is masked and gets its MAC when it is first asked for them: of those that works sharing a commit write, only the last is. */
function sealLate(open: Pick<ManifestRow, 'set' | 'sequence' | 'count'>, seal: () => ManifestRow): ManifestRow {
  let sealed: ManifestRow | undefined;
  return {
    ...open,
    get sum() {
      return (sealed ??= seal()).sum;
    },
    get mac() {
      return (sealed ??= seal()).mac;
    },
  };
}

/**
 * Keeps count and sum of every set of rows: the keyed multiset hash MSet-Add-Hash (Clarke et al., ASIACRYPT 2003).
 * The stored sum is masked by a keyed value that changes with the sequence, so that sums tell nothing about single rows.
 */
export function createManifest(deps: ManifestDeps) {
  const { crypto } = deps;
  const hashes = createHashes(deps);
  const { itemOf, macOf } = hashes;
  const { write, find } = createRows(deps, hashes);

  return {
    /** Writes the manifest of a new, empty set. @throws VaultError IntegrityViolation when the set has one already */
    async start(store: ManifestStore, set: string): Promise<void> {
      if ((await store.find(set)) !== undefined) throw violation(set);
      await store.put(write(set, 1, 0, new Uint8Array(sumBytes)));
    },

    async update(store: ManifestStore, set: string, before: RowFields | undefined, after: RowFields | undefined): Promise<void> {
      const row = await find(store, set);
      let sum = row.bareSum;
      if (before !== undefined) sum = moveSum(sum, itemOf(set, before), 'subtract');
      if (after !== undefined) sum = moveSum(sum, itemOf(set, after), 'add');
      const count = row.count + (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
      if (count < 0) throw violation(set);
      await store.put(write(set, row.sequence + 1, count, sum));
    },

    tally: (set: string, rows: AsyncIterable<RowFields>): Promise<Tally> => tally(itemOf, set, rows),

    async compare(store: ManifestStore, set: string, { count, sum }: Tally): Promise<void> {
      const expected = await find(store, set);
      if (count !== expected.count || !crypto.equal(sum, expected.bareSum)) throw violation(set);
    },

    sequence: async (store: ManifestStore, set: string): Promise<number> => (await find(store, set)).sequence,

    /**
     * Gives up a set that is no more. Its sequence goes on in the one of `vault`, so that all of them together still only grow; what was
     * altered brings none, which shows as older manifests.
     */
    async end(store: ManifestStore, set: string): Promise<void> {
      const ended = await store.find(set);
      const carried = ended && crypto.equal(ended.mac, macOf(ended)) ? ended.sequence : 0;
      await store.remove(set);
      const heir = await find(store, 'vault');
      await store.put(write('vault', heir.sequence + carried, heir.count, heir.bareSum));
    },

    /** Writes what was added up as what shall hold, whatever the manifest said, or whether there was one. */
    async replace(store: ManifestStore, set: string, { count, sum }: Tally): Promise<void> {
      const before = await store.find(set);
      await store.put(write(set, (before?.sequence ?? 0) + 1, count, sum));
    },
  };
}
