import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { CancelledError } from '../../../../app/contract/vault-error.ts';
import { createJobStore } from '../../../../renderer/screen/job/job-store.ts';
import type { JobEnd } from '../../../../renderer/screen/job/job.ts';
import { leftText } from '../../../../renderer/screen/job/left-text.ts';
import { refusalCsv } from '../../../../renderer/screen/job/refusal-file.ts';

const said = (end: JobEnd) => ({ kind: 'ok' as const, text: `${end.state} at ${end.last?.done ?? 0}` });
const stopped = async (signal: AbortSignal) =>
  signal.aborted || new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new CancelledError())));

it('work tells how far it is, and is summed up once when it has ended', async () => {
  const ended = vi.fn();
  const store = createJobStore(ended);
  const seen: (number | undefined)[] = [];
  store.subscribe(() => seen.push(store.list()[0]?.progress?.done));
  store.start({
    title: 'Count',
    run: async function* () {
      yield { done: 1, total: 2 };
      yield { done: 2, total: 2 };
    },
    summarise: said,
  });
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  expect(seen).toContain(1);
  expect(store.list()[0]).toMatchObject({ state: 'done', summary: { text: 'done at 2' } });
});

it('work that is cancelled says how far it came', async () => {
  const ended = vi.fn();
  const store = createJobStore(ended);
  const id = store.start({
    title: 'Wait',
    run: async function* (signal) {
      yield { done: 3 };
      await stopped(signal);
    },
    summarise: said,
  });
  await vi.waitFor(() => expect(store.list()[0]?.progress?.done).toBe(3));
  store.forget(id);
  expect(store.list()).toHaveLength(1);
  store.cancel(id);
  await vi.waitFor(() => expect(store.list()[0]?.summary?.text).toBe('cancelled at 3'));
  store.forget(id);
  expect(store.list()).toHaveLength(0);
});

it('work that fails is summed up with its error', async () => {
  const store = createJobStore(() => undefined);
  const ends: JobEnd[] = [];
  store.start({
    title: 'Fail',
    // oxlint-disable-next-line require-yield
    run: async function* () {
      await Promise.reject(new Error('broken'));
    },
    summarise: (end) => {
      ends.push(end);
      return said(end);
    },
  });
  await vi.waitFor(() => expect(ends).toMatchObject([{ state: 'failed', error: { message: 'broken' } }]));
});

it('the end of the session stops all work and forgets it, and nobody is told of its end', async () => {
  const ended = vi.fn();
  const store = createJobStore(ended);
  const ends: JobEnd[] = [];
  const run = async function* (signal: AbortSignal) {
    yield { done: 0 };
    await stopped(signal);
  };
  const summarise = (end: JobEnd) => {
    ends.push(end);
    return said(end);
  };
  store.start({ title: 'One', run, summarise });
  store.start({ title: 'Two', run, summarise });
  store.close();
  expect(store.list()).toEqual([]);
  await vi.waitFor(() => expect(ends.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']));
  expect(store.list()).toEqual([]);
  expect(ended).not.toHaveBeenCalled();
});

it.each([
  [100, 1000, 10_000, 'about 2 min left'],
  [500, 1000, 10_000, 'about 10 s left'],
  [1, 10_000, 3000, 'about 8 h left'],
  [500, 1000, 100, undefined],
  [1000, 1000, 60_000, undefined],
  [5, undefined, 60_000, undefined],
] as const)('%d of %s in %d ms: %s', (done, total, span, text) => {
  expect(leftText(done, total, span)).toBe(text);
});

it('no cell of the file of refusals runs as a formula, hides a character or breaks out of its quotes', () => {
  const cells = fc.string({ unit: 'binary', maxLength: 30 });
  fc.assert(
    fc.property(cells, cells, (vault, name) => {
      const row = refusalCsv([{ vault, name, code: 'Forbidden' }]).split('\r\n')[1] ?? '';
      const [first = '', second = ''] = [...row.matchAll(/"((?:[^"]|"")*)"/g)].map((found) => found[1] ?? '');
      for (const cell of [first, second]) {
        expect(cell).not.toMatch(/^\s*[=+\-@|%]/);
        expect(cell).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
      }
      expect(row.endsWith(',"Forbidden","your roles don’t include it"')).toBe(true);
    }),
  );
});
