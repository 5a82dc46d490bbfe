import type { ImportRow, ImportStatus } from '../../../app/contract/import.ts';
import { contract, type CallName, type Input, type Output, type StreamName } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';

/** A row of a file as a preview has it. */
export const anImportRow = (row: number, change: Partial<ImportRow> = {}): ImportRow => ({
  row,
  line: row + 1,
  source: `SERVICE_${row}_KEY`,
  name: `service-${row}-key`,
  valueBytes: 24 + (row % 7),
  enabled: true,
  tags: {},
  status: 'new',
  personal: false,
  choice: change.status === 'refused' || change.status === 'same' || change.status === 'deleted' ? 'skip' : 'write',
  ...change,
});

/** A file with a row of every status, and many that are new. */
export const someImportRows = (now: number, count = 40): ImportRow[] => {
  const special: Partial<ImportRow>[] = [
    { source: 'DB_PASSWORD', name: 'db-password', status: 'changed' },
    { source: 'SMTP_KEY', name: 'smtp-key', status: 'same' },
    { source: 'K8S_PULL', name: 'k8s-pull-secret', status: 'exists', contentType: 'application/json' },
    { source: 'OLD_TOKEN', name: 'old-token', status: 'deleted', purgeOn: now + 40 * 86_400_000, purgeProtected: false },
    { source: '€', name: '', status: 'refused', reason: 'name' },
    { source: 'BIG', name: 'big', status: 'refused', reason: 'value_long', valueBytes: 40_000 },
    { source: 'MY_GMAIL_PASSWORD', name: 'my-gmail-password', personal: true },
    { source: '=HYPERLINK("http://evil")', name: 'hyperlink-http-evil', tags: { '<b>note</b>': '\u202Etxt.exe' } },
  ];
  return Array.from({ length: count }, (_, at) => anImportRow(at, special[at] ?? {}));
};

/** What the scripted engine knows of files. */
export interface FileScene {
  rows: ImportRow[];
  /** What every file fails with when it is opened. */
  unreadable?: VaultError;
  columns?: string[];
  password: string;
  /** Names that are refused when they are written or exported. */
  refused: readonly string[];
}

/** What the engine was handed, part by part. */
export interface Handed {
  readonly parts: Uint8Array[];
  readonly closed: string[];
  readonly plans: Input<'ImportPlan'>[];
}

const uuid = () => crypto.randomUUID();
const statuses: readonly ImportStatus[] = ['new', 'changed', 'same', 'exists', 'deleted', 'refused'];
const choices = ['write', 'skip', 'recover', 'purge'] as const;
const countBy = <K extends string>(keys: readonly K[], rows: readonly ImportRow[], keyOf: (row: ImportRow) => K) =>
  Object.fromEntries(keys.map((key) => [key, rows.filter((row) => keyOf(row) === key).length])) as Record<K, number>;

export function createScriptedFiles(scene: FileScene) {
  const handed: Handed = { parts: [], closed: [], plans: [] };
  const calls: { readonly [N in CallName]?: (input: Input<N>) => Output<N> } = {
    UploadBegin: () => ({ upload: uuid() }),
    UploadSend: ({ part }) => (handed.parts.push(part.slice()), {}),
    ImportOpen: ({ fileName, format }) => {
      if (scene.unreadable) throw scene.unreadable;
      const guessed = fileName.endsWith('.csv') ? 'csv' : fileName.endsWith('.json') ? 'json' : 'env';
      const csv = (format ?? guessed) === 'csv' && scene.columns;
      return {
        import: uuid(),
        format: format ?? guessed,
        rowCount: scene.rows.length,
        ...(csv ? { columns: csv, guess: { name: csv[0] ?? '', value: csv[1] ?? '', tags: [] } } : {}),
      };
    },
    ImportRowList: ({ status, outcome, offset, limit }) => {
      const fits = scene.rows.filter(
        (row) => (!status || status.includes(row.status)) && (!outcome || (row.outcome !== undefined && outcome.includes(row.outcome))),
      );
      return {
        items: fits.slice(offset, offset + limit),
        total: fits.length,
        counts: countBy(statuses, scene.rows, (row) => row.status),
        chosen: countBy(choices, scene.rows, (row) => row.choice),
      };
    },
    ImportChoose: ({ which, choice, rename }) => {
      const hit = (row: ImportRow) => ('status' in which ? row.status === which.status : which.rows.includes(row.row));
      const renamed = rename === undefined ? {} : { name: rename, status: 'new' as const };
      scene.rows = scene.rows.map((row) => (hit(row) ? { ...row, ...renamed, choice } : row));
      return { changed: scene.rows.filter(hit).length };
    },
    ImportClose: ({ import: id }) => (handed.closed.push(id), {}),
    ExportSave: () => ({ path: '/home/ada/.strongroom/export/2026-11-22-payroll.json.age', sizeBytes: 4321, count: 8 }),
  };

  async function* listen(name: StreamName, input: unknown): AsyncGenerator<unknown> {
    if (name === 'ImportPlan') {
      handed.plans.push(contract.ImportPlan.input.parse(input));
      yield { done: scene.rows.length, total: scene.rows.length };
    } else if (name === 'ImportRun') yield* importing(scene);
    else yield* exporting(scene, contract.ExportPrepare.input.parse(input));
  }
  const streams: readonly StreamName[] = ['ImportPlan', 'ImportRun', 'ExportPrepare'];
  return { handed, calls, streams, listen };
}

async function* importing(scene: FileScene): AsyncGenerator<Output<'ImportRun'>> {
  const outcomeOf = (row: ImportRow): Partial<ImportRow> => {
    if (row.choice === 'skip') return { outcome: 'skipped' };
    return scene.refused.includes(row.name) ? { outcome: 'refused', outcomeCode: 'Forbidden' } : { outcome: 'written' };
  };
  scene.rows = scene.rows.map((row) => ({ ...row, ...outcomeOf(row) }));
  const total = scene.rows.length;
  const count = (outcome: ImportRow['outcome']) => scene.rows.filter((row) => row.outcome === outcome).length;
  yield { done: Math.floor(total / 2), total, written: 0, skipped: 0, refused: 0 };
  yield { done: total, total, written: count('written'), skipped: count('skipped'), refused: count('refused') };
}

async function* exporting(scene: FileScene, { protection }: Input<'ExportPrepare'>): AsyncGenerator<Output<'ExportPrepare'>> {
  if (protection.kind === 'clear' && new TextDecoder().decode(protection.password) !== scene.password)
    throw new VaultError('SignInFailed', {});
  const rows = scene.refused.map((name) => ({ vault: 'payroll', name, outcome: 'refused' as const, code: 'Forbidden' }));
  const end = { done: 8, total: 8, changed: 8 - rows.length, unchanged: 0, refused: rows.length };
  yield { ...end, done: 0, changed: 0, refused: 0, rows: [] };
  yield { ...end, rows };
  yield { ...end, rows: [], export: uuid() };
}
