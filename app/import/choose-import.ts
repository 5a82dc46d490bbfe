import { ImportChoose, type ImportChoice } from '../contract/import.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { ImportJob } from './import-job.ts';
import { findDuplicates, judgeRow, setStatus } from './judge.ts';
import type { PlanTable } from './plan-table.ts';
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
    return { changed: choose(job, rows, input.choice) };
  },
};

function rowsOf({ rows }: ImportJob, which: Input<'ImportChoose'>['which']): readonly number[] {
  if ('status' in which) return [...rows.where(({ status }) => status === which.status)];
  if (which.rows.some((at) => at < 0 || at >= rows.length)) throw refuse('which.rows', 'no_such_row');
  return which.rows;
}

/** @returns how many rows have the choice now. @throws VaultError BadParameter before any has */
function choose({ rows }: ImportJob, which: readonly number[], choice: ImportChoice): number {
  if (!which.every((at) => choicesOf(rows, at).includes(choice))) throw refuse('choice', 'not_possible');
  for (const at of which) rows.choose(at, choice);
  return which.length;
}

function choicesOf(rows: PlanTable, at: number): readonly ImportChoice[] {
  switch (rows.state(at).status) {
    case 'new':
    case 'changed':
    case 'same':
    case 'exists':
      return ['write', 'skip'];
    case 'deleted':
      return rows.get(at).bin?.purgeProtected ? ['recover', 'skip'] : ['recover', 'purge', 'skip'];
    case 'refused':
      return ['skip'];
  }
}

/** @throws VaultError BadParameter for several rows, and for one whose content can't be written whatever it is called */
async function rename(room: Room, job: ImportJob, which: readonly number[], name: string): Promise<void> {
  const [at] = which;
  if (at === undefined || which.length > 1) throw refuse('rename', 'single_row');
  if (job.read(at).problem !== undefined) throw refuse('rename', 'not_possible');
  const judge = await judgeOf(room, job);
  const before = job.rows.get(at);
  job.rows.rename(at, name);
  job.rows.put({ ...before, problem: undefined });
  for (const key of new Set([before.name.toLowerCase(), name.toLowerCase()])) {
    const group = job.rows.ofName(key);
    await judgeGroup(job, group, { renamed: at, refused: findDuplicates(job, room.crypto, group), judge });
  }
}

/** Of rows that were refused for having one name, those of `which` are taken, and the others of their names are left out. */
async function pickDuplicates(room: Room, job: ImportJob, which: readonly number[]): Promise<void> {
  const picked = which.map((at) => job.rows.get(at)).filter(({ reason }) => reason === 'duplicate');
  if (picked.length === 0) return;
  const judge = await judgeOf(room, job);
  for (const { row, name } of picked) {
    for (const other of job.rows.ofName(name)) if (other !== row) refuseDuplicate(job, other);
    await judge(row);
  }
}

function refuseDuplicate({ rows }: ImportJob, at: number): void {
  const row = rows.get(at);
  setStatus(row, 'refused', 'duplicate');
  rows.put(row);
}

interface Judgement {
  readonly renamed: number;
  readonly refused: readonly number[];
  judge(row: number): Promise<void>;
}

/** Judges the rows of one name anew where that changes something. */
async function judgeGroup(job: ImportJob, group: readonly number[], { renamed, refused, judge }: Judgement): Promise<void> {
  for (const at of group) {
    if (refused.includes(at)) refuseDuplicate(job, at);
    else if (at === renamed || job.rows.get(at).reason === 'duplicate') await judge(at);
  }
}

/** Whether a name is taken is told to whoever may write it. @throws VaultError Forbidden */
async function judgeOf(room: Room, job: ImportJob): Promise<(row: number) => Promise<void>> {
  const vault = await getImportVault(room, job.vault);
  return async (at) => {
    const row = job.rows.get(at);
    await judgeRow({ tx: room.tx, keyring: room.keyring, vault }, row);
    job.rows.put(row);
  };
}
