import { logFacet, type LogFacet, type LogFilter, type LogRow, type LogView, type Result } from '../../../app/contract/log.ts';
import type { Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';

/** What a scripted log knows besides its rows. */
export interface LogScene {
  views: LogView[];
  retentionDays: number | undefined;
  /** What was deleted. */
  removed: NonNullable<Output<'LogList'>['removed']>;
  /** Counting is given up there. */
  counted?: number | undefined;
  /** Streams stop after so many records until they are cancelled. */
  stuckAfter?: number | undefined;
}

export const aLogScene = (change: Partial<LogScene> = {}): LogScene => ({ views: [], retentionDays: undefined, removed: [], ...change });

const holds = (values: readonly string[] | undefined, value: string) =>
  values === undefined || values.some((it) => it.toLowerCase() === value.toLowerCase());

/** Whether a row is one that a filter asks for. */
export function fitsFilter(row: LogRow, filter: LogFilter): boolean {
  const { from = -Infinity, until = Infinity, text = '', correlationId } = filter;
  const said = `${row.object} ${row.identity}`.toLowerCase();
  return (
    logFacet.options.every((field) => holds(filter[field], valueOf(row, field))) &&
    row.time >= from &&
    row.time <= until &&
    said.includes(text.toLowerCase()) &&
    holds(correlationId === undefined ? undefined : [correlationId], correlationOf(row))
  );
}

/** Three records in a row belong to one request. */
export const correlationOf = ({ sequence }: Pick<LogRow, 'sequence'>): string =>
  `00000000-0000-4000-8000-${String(Math.floor(sequence / 3)).padStart(12, '0')}`;

/** The last name of a scope must be the vault's. */
const reaches = (row: LogRow, scope: string | undefined) => scope === undefined || scope === '/' || scope.split('/').at(-1) === row.vault;

const rowsOf = (rows: readonly LogRow[], { filter, scope }: { filter: LogFilter; scope?: string | undefined }) =>
  rows.filter((row) => reaches(row, scope) && fitsFilter(row, filter));

const endOf = (all: readonly LogRow[]) => (all[0]?.sequence ?? -1) + 1;

type Tally = Record<Result, number>;
const noTally = (): Tally => ({ succeeded: 0, refused: 0, failed: 0, attempted: 0 });

export function histogramOf(all: readonly LogRow[], { bars, ...asked }: Input<'LogHistogram'>): Output<'LogHistogram'> {
  const rows = rowsOf(all, asked);
  const from = asked.filter.from ?? Math.min(...rows.map((row) => row.time), Date.now());
  const until = asked.filter.until ?? Math.max(...rows.map((row) => row.time), from);
  const stepMs = Math.max(1, Math.ceil((until - from + 1) / bars));
  const counted = Array.from({ length: bars }, noTally);
  const total = noTally();
  for (const { time, result } of rows) {
    const bar = counted[Math.floor((time - from) / stepMs)];
    if (bar) bar[result] += 1;
    total[result] += 1;
  }
  return { from, until, stepMs, bars: counted, total, end: endOf(all) };
}

const valueOf = (row: LogRow, field: LogFacet) => (field === 'identity' ? row.identityId : row[field]);

export function facetsOf(all: readonly LogRow[], { fields, text = '', limit, ...asked }: Input<'LogFacetList'>): Output<'LogFacetList'> {
  return {
    end: endOf(all),
    facets: fields.map((field) => {
      const counts = new Map<string, { value: string; label: string; count: number }>();
      for (const row of rowsOf(all, { ...asked, filter: { ...asked.filter, [field]: undefined } })) {
        const value = valueOf(row, field);
        const label = field === 'identity' ? row.identity : value;
        if (value === '' || !label.toLowerCase().includes(text.toLowerCase())) continue;
        counts.set(value, { value, label, count: (counts.get(value)?.count ?? 0) + 1 });
      }
      const values = [...counts.values()].toSorted((a, b) => b.count - a.count);
      return { field, values: values.slice(0, limit), more: values.length > limit };
    }),
  };
}

export function pageOfLog(all: readonly LogRow[], log: LogScene, { before, limit, ...asked }: Input<'LogList'>): Output<'LogList'> {
  const fits = rowsOf(all, asked);
  const rows = fits.filter((row) => before === undefined || row.sequence < before).slice(0, limit);
  const whole = Object.keys(asked.filter).length === 0 && asked.scope === undefined;
  const least = rows.length < limit ? 0 : (rows.at(-1)?.sequence ?? 0);
  const removed = log.removed.filter(({ last }) => last >= least && last < (before ?? Infinity));
  const { counted = Infinity } = log;
  const total = { count: Math.min(fits.length, counted), atLeast: fits.length > counted };
  return { rows, total, ...(whole && removed.length > 0 ? { removed } : {}) };
}

const sequencesOf = (all: readonly LogRow[], removal: Input<'LogDeletePreview'>['removal']) =>
  all.filter((row) => (removal.kind === 'before' ? row.time < removal.before : removal.sequences.includes(row.sequence)));

export function previewOf(all: readonly LogRow[], { removal }: Input<'LogDeletePreview'>): Output<'LogDeletePreview'> {
  const times = sequencesOf(all, removal).map((row) => row.time);
  return times.length === 0 ? { count: 0 } : { count: times.length, oldest: Math.min(...times), newest: Math.max(...times) };
}

export function putView(log: LogScene, view: Input<'LogViewPut'>): Output<'LogViewPut'> {
  const made = { id: crypto.randomUUID(), ...view };
  log.views = [...log.views.filter(({ name }) => name !== view.name), made];
  return made;
}

const untilAborted = (signal: AbortSignal | undefined) =>
  new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));

/** One record an item. */
export async function* exportOf(
  all: readonly LogRow[],
  log: LogScene,
  asked: Input<'LogExport'>,
  signal?: AbortSignal,
): AsyncGenerator<Output<'LogExport'>> {
  const rows = rowsOf(all, asked).toReversed();
  for (const [at, row] of rows.entries()) {
    if (log.stuckAfter === at) await untilAborted(signal);
    if (signal?.aborted === true) return;
    const line = asked.format === 'csv' ? `${row.sequence},${row.operation}\n` : `${JSON.stringify({ sequence: row.sequence })}\n`;
    yield { part: new TextEncoder().encode(line), done: at + 1, total: rows.length };
  }
}

/** Takes rows out, a hundred at a time. */
export async function* deleting(
  scene: { rows: LogRow[] },
  { removal, password }: Input<'LogDelete'>,
  right: string,
): AsyncGenerator<Output<'LogDelete'>> {
  if (new TextDecoder().decode(password) !== right) throw new VaultError('SignInFailed', {});
  await Promise.resolve();
  const gone = new Set(sequencesOf(scene.rows, removal).map((row) => row.sequence));
  yield { done: 0, total: gone.size };
  scene.rows = scene.rows.filter((row) => !gone.has(row.sequence));
  yield { done: gone.size, total: gone.size };
}
