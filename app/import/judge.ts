import type { ImportChoice, ImportStatus } from '../contract/import.ts';
import type { Tx } from '../operation/store.ts';
import type { Crypto } from '../seal/crypto.ts';
import type { Keyring } from '../seal/keyring.ts';
import { findSecretRow } from '../secret/secret-row.ts';
import type { SecretRow } from '../secret/secret-store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { ImportJob } from './import-job.ts';
import type { Found } from './found-table.ts';
import type { PlannedRow } from './plan-table.ts';
import type { FileRow } from './read-row.ts';

/** What a judgement reads. */
export interface Bench {
  readonly tx: Tx;
  readonly keyring: Keyring;
  readonly vault: VaultRow;
}

/** What is done with a row unless the person chooses: nothing where it is not certain that they want it. */
const usualChoice = {
  new: 'write',
  changed: 'write',
  same: 'skip',
  exists: 'skip',
  deleted: 'skip',
  refused: 'skip',
} as const satisfies Record<ImportStatus, ImportChoice>;

/** Gives a row its status, and the choice that goes with it. */
export function setStatus(row: PlannedRow, status: ImportStatus, reason?: string): void {
  Object.assign(row, { status, reason, choice: usualChoice[status] } satisfies Partial<PlannedRow>);
}

/** Looks up whether the name of a row is free, taken, or in the recycle bin. @throws VaultError IntegrityViolation */
export async function judgeRow({ tx, keyring, vault }: Bench, row: PlannedRow): Promise<void> {
  row.found = undefined;
  row.bin = undefined;
  if (row.problem !== undefined) return setStatus(row, 'refused', row.problem);
  const secret = await findSecretRow(tx, keyring, vault.id, row.name);
  if (!secret) return setStatus(row, 'new');
  if (secret.deletion) {
    row.bin = { purgeOn: secret.deletion.purgeOn, purgeProtected: vault.purgeProtection };
    return setStatus(row, 'deleted');
  }
  row.found = await lookAt(tx, secret);
  setStatus(row, 'exists');
}

async function lookAt(tx: Tx, secret: SecretRow): Promise<Found> {
  const version = await tx.secrets.findVersion(secret.id, secret.currentVersion);
  return { version: secret.currentVersion, contentType: version?.contentType, tags: version?.tags ?? {} };
}

/**
 * Which rows of one name are refused for it: all but the first where all say the same, all of them where they differ. No rule may choose
 * which of two values is meant, not even that the last one counts.
 * @param rows of one name, in their order
 */
export function findDuplicates(job: ImportJob, crypto: Crypto, rows: readonly number[]): readonly number[] {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return [];
  const content = job.read(first);
  return others.every((row) => saysSame(crypto, content, job.read(row))) ? others : rows;
}

function saysSame(crypto: Crypto, a: FileRow, b: FileRow): boolean {
  const { value: left, ...one } = a;
  const { value: right, ...other } = b;
  return crypto.equal(left, right) && sameAttributes({ ...one, name: '' }, { ...other, name: '' });
}

type Attributes = Omit<FileRow, 'value'>;

const sameAttributes = (a: Attributes, b: Attributes): boolean =>
  a.contentType === b.contentType &&
  a.enabled === b.enabled &&
  a.notBefore === b.notBefore &&
  a.expires === b.expires &&
  sameTags(a.tags ?? {}, b.tags ?? {});

/** Whether two sets of tags are the same, in whatever order. */
export function sameTags(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
