import { ImportChoose, type ImportChoice } from '../contract/import.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { ImportJob, PlannedRow } from './import-job.ts';
import { findDuplicates, groupByName, judgeRow, setStatus } from './judge.ts';
import { getImportVault } from './vault-right.ts';

const refuse = (path: string, problem: string): VaultError => new VaultError('BadParameter', { issues: [{ path, problem }] });

/** Chooses what becomes of rows, and gives one another name. */
export const chooseImport: RoomOperation<typeof ImportChoose> = {
  at: 'room',
  shape: ImportChoose,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { import: kept((input) => input.import), choice: kept((input) => input.choice), rename: kept((input) => input.rename) },
  target: async () => houseTarget('import'),
  async run(room, input) {
    const job = room.staging.get('import', room.caller, input.import);
    job.assertFree();
    const rows = rowsOf(job, input.which);
    if (input.rename !== undefined) await rename(room, job, rows, input.rename);
    if (input.choice === 'write' && 'rows' in input.which) await pickDuplicates(room, job, rows);
    for (const row of rows) if (!choicesOf(row).includes(input.choice)) throw refuse('choice', 'not_possible');
    for (const row of rows) row.choice = input.choice;
    return { changed: rows.length };
  },
};

function rowsOf(job: ImportJob, which: Input<'ImportChoose'>['which']): PlannedRow[] {
  if ('status' in which) return job.rows.filter(({ status }) => status === which.status);
  return which.rows.map((at) => {
    const row = job.rows[at];
    if (!row) throw refuse('which.rows', 'no_such_row');
    return row;
  });
}

function choicesOf({ status, bin }: PlannedRow): readonly ImportChoice[] {
  switch (status) {
    case 'new':
    case 'changed':
    case 'same':
    case 'exists':
      return ['write', 'skip'];
    case 'deleted':
      return bin?.purgeProtected ? ['recover', 'skip'] : ['recover', 'purge', 'skip'];
    case 'refused':
      return ['skip'];
  }
}

/** @throws VaultError BadParameter for several rows, and for one whose content can't be written whatever it is called */
async function rename(room: Room, job: ImportJob, rows: readonly PlannedRow[], name: string): Promise<void> {
  const [row] = rows;
  if (!row || rows.length > 1) throw refuse('rename', 'single_row');
  if (job.read(row.row).problem !== undefined) throw refuse('rename', 'not_possible');
  const judge = await judgeOf(room, job);
  const before = row.name;
  Object.assign(row, { name, problem: undefined });
  const groups = groupByName(job.rows);
  for (const key of new Set([before.toLowerCase(), name.toLowerCase()])) {
    const group = groups.get(key) ?? [];
    await judgeGroup(group, findDuplicates(job, room.crypto, group), { renamed: row, judge });
  }
}

/** Of rows that were refused for having one name, those of `rows` are taken, and the others of their names are left out. */
async function pickDuplicates(room: Room, job: ImportJob, rows: readonly PlannedRow[]): Promise<void> {
  const picked = rows.filter(({ reason }) => reason === 'duplicate');
  if (picked.length === 0) return;
  const judge = await judgeOf(room, job);
  const groups = groupByName(job.rows);
  for (const row of picked) {
    for (const other of groups.get(row.name.toLowerCase()) ?? []) if (other !== row) setStatus(other, 'refused', 'duplicate');
    await judge(row);
  }
}

/** Judges the rows of one name anew where that changes something. */
async function judgeGroup(group: readonly PlannedRow[], refused: readonly PlannedRow[], judgement: Judgement): Promise<void> {
  for (const row of group) {
    if (refused.includes(row)) setStatus(row, 'refused', 'duplicate');
    else if (row === judgement.renamed || row.reason === 'duplicate') await judgement.judge(row);
  }
}

interface Judgement {
  readonly renamed: PlannedRow;
  judge(row: PlannedRow): Promise<void>;
}

/** Whether a name is taken is told to whoever may write it. @throws VaultError Forbidden */
async function judgeOf(room: Room, job: ImportJob): Promise<(row: PlannedRow) => Promise<void>> {
  const vault = await getImportVault(room, job.vault);
  return (row) => judgeRow({ tx: room.tx, keyring: room.keyring, vault }, row);
}
