import { InfiniteQueryObserver, MutationObserver, QueryObserver, type QueryClient } from '@tanstack/react-query';
import { describe, expect, test, vi } from 'vitest';
import type { CallName, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { EngineGone } from '../../../renderer/api/engine-gone.ts';
import { addSlot, instanceLock, secretSet, sessionCreate, vaultPut } from '../../../renderer/api/mutation.ts';
import { clearOnDeparture, createQueryClient } from '../../../renderer/api/query-client.ts';
import { logListQuery, queryKey, secretListQuery, vaultListQuery, vaultQuery } from '../../../renderer/api/query.ts';
import { prepareInstance, revealSecret } from '../../../renderer/api/reveal.ts';
import { aLogRow, sample } from '../../support/sample.ts';
import { aWindow } from '../../support/a-window.ts';
import type { Script } from '../../support/scripted-corridor.ts';

/** A page with a cache, in front of an engine that follows a script. */
function aPage(script: Script) {
  const window = aWindow(script);
  return {
    ...window,
    queries: createQueryClient(),
    countOf: (name: CallName) => window.corridor.asked.filter((ask) => ask.name === name).length,
  };
}

const cachedText = (queries: QueryClient) =>
  JSON.stringify([
    queries
      .getQueryCache()
      .getAll()
      .map((query) => query.state.data ?? null),
    queries
      .getMutationCache()
      .getAll()
      .map((mutation) => [mutation.state.data ?? null, mutation.state.variables ?? null]),
  ]);

describe('a question', () => {
  test('is asked once and then known', async () => {
    const { client, queries, countOf } = aPage({ VaultGet: () => sample.VaultGet.output });

    await queries.query(vaultQuery(client, 'payroll'));
    await queries.query(vaultQuery(client, 'Payroll'));

    expect(countOf('VaultGet')).toBe(1);
  });

  test('of many pages goes on where the last page ended', async () => {
    const { client, queries, corridor } = aPage({
      wild: {
        VaultList: ({ input }) => (JSON.stringify(input) === '{}' ? { ...sample.VaultList.output, next: 'two' } : sample.VaultList.output),
      },
    });

    const pages = await queries.infiniteQuery({ ...vaultListQuery(client), pages: 5 });

    expect(pages.pages).toHaveLength(2);
    expect(corridor.asked.map((ask) => ask.input)).toEqual([{}, { cursor: 'two' }]);
  });

  test('about the log goes on below the last record seen, and ends with a page that is not full', async () => {
    const rows = (from: number, count: number): Output<'LogList'> => ({
      rows: Array.from({ length: count }, (_, index) => aLogRow(from - index)),
      total: { count: 130, atLeast: false },
    });
    const { client, queries, corridor } = aPage({
      wild: { LogList: ({ input }) => (JSON.stringify(input).includes('before') ? rows(29, 30) : rows(129, 100)) },
    });

    await queries.infiniteQuery({ ...logListQuery(client, {}), pages: 5 });

    expect(corridor.asked.map((ask) => ask.input)).toEqual([
      { limit: 100, filter: {} },
      { before: 30, limit: 100, filter: {} },
    ]);
  });

  test.each([new VaultError('VaultNotFound', { name: 'payroll' }), new EngineGone('sealed'), new TypeError('bug')])(
    'that failed with %s is not repeated by itself',
    async (error) => {
      const call = vi.fn<() => Promise<never>>(() => Promise.reject(error));
      const queries = createQueryClient();
      const observer = new QueryObserver(queries, vaultQuery({ call, listen: aPage({}).client.listen }, 'payroll'));
      const stop = observer.subscribe(() => undefined);

      await vi.waitFor(() => expect(observer.getCurrentResult().error).toBe(error));

      expect(call).toHaveBeenCalledOnce();
      stop();
    },
  );

  test('that was throttled for a moment is asked again', async () => {
    let refusals = 0;
    const { client, queries } = aPage({
      wild: {
        VaultGet: () => {
          refusals += 1;
          if (refusals === 1) throw new VaultError('Throttled', { retryOn: Date.now() });
          return sample.VaultGet.output;
        },
      },
    });
    const observer = new QueryObserver(queries, vaultQuery(client, 'payroll'));
    const stop = observer.subscribe(() => undefined);

    await vi.waitFor(() => expect(observer.getCurrentResult().data).toEqual(sample.VaultGet.output));
    stop();
  });

  test('that nobody waits for any more is given up in the engine', async () => {
    const { client, queries, corridor } = aPage({ wild: { VaultGet: () => new Promise(() => undefined) } });
    const stop = new QueryObserver(queries, vaultQuery(client, 'payroll')).subscribe(() => undefined);
    await vi.waitFor(() => expect(corridor.asked).toHaveLength(1));

    stop();

    await vi.waitFor(() => expect(corridor.asked[0]?.signal.aborted).toBe(true));
  });
});

describe('a change', () => {
  test('makes what it changed be read again', async () => {
    const { client, queries, countOf } = aPage({
      SecretSet: () => sample.SecretSet.output,
      SecretList: () => sample.SecretList.output,
      VaultGet: () => sample.VaultGet.output,
    });
    const stop = new InfiniteQueryObserver(queries, secretListQuery(client, 'payroll')).subscribe(() => undefined);
    await vi.waitFor(() => expect(countOf('SecretList')).toBe(1));

    await new MutationObserver(queries, secretSet(client)).mutate({ ...sample.SecretSet.input, vault: 'Payroll', value: Uint8Array.of(1) });

    await vi.waitFor(() => expect(countOf('SecretList')).toBe(2));
    stop();
  });

  test('leaves nothing of what it was given behind once its form is gone', async () => {
    const { client, queries } = aPage({ SecretSet: () => sample.SecretSet.output });

    const form = new MutationObserver(queries, secretSet(client));
    const leave = form.subscribe(() => undefined);
    await form.mutate({ ...sample.SecretSet.input, value: Uint8Array.of(1) });

    leave();

    await vi.waitFor(() => expect(queries.getMutationCache().getAll()).toEqual([]));
  });

  test('that fails leaves what was read', async () => {
    const { client, queries } = aPage({ VaultGet: () => sample.VaultGet.output });
    await queries.query(vaultQuery(client, 'payroll'));

    const change = new MutationObserver(queries, vaultPut(client)).mutate(sample.VaultPut.input);

    await expect(change).rejects.toMatchObject({ code: 'NotImplemented' });
    expect(queries.getQueryState(queryKey.vault('payroll'))?.isInvalidated).toBe(false);
  });
});

describe('what is secret', () => {
  test('is zeroed as soon as it is on its way, also when it is refused', async () => {
    let arrived: unknown;
    const { client, queries } = aPage({
      wild: {
        SessionCreate: ({ input }) => {
          arrived = structuredClone(input);
          throw new VaultError('SignInFailed', {});
        },
      },
    });
    const password = Uint8Array.of(1, 2, 3);

    const signIn = new MutationObserver(queries, sessionCreate(client)).mutate({ person: 'ada', password });
    await expect(signIn).rejects.toMatchObject({ code: 'SignInFailed' });

    expect(password).toEqual(new Uint8Array(3));
    expect(arrived).toEqual({ person: 'ada', password: Uint8Array.of(1, 2, 3) });
  });

  test('is in no cache: neither a value that was read nor shares that were drawn', async () => {
    const { client, queries } = aPage({
      SecretGet: () => ({ ...sample.SecretGet.output, value: Uint8Array.of(11, 12, 13) }),
      InstancePrepare: () => ({ shares: [Uint8Array.of(21, 22)] }),
      SlotAdd: () => ({ ...sample.SlotAdd.output, shares: [Uint8Array.of(31, 32)] }),
    });

    const revealed = await revealSecret(client, sample.SecretGet.input);
    const prepared = await prepareInstance(client, { count: 3, threshold: 2 });
    const added = await addSlot(client, queries, { ...sample.SlotAdd.input, password: Uint8Array.of(41, 42) });

    expect([revealed.value, ...prepared.shares, ...(added.shares ?? [])]).toEqual([
      Uint8Array.of(11, 12, 13),
      Uint8Array.of(21, 22),
      Uint8Array.of(31, 32),
    ]);
    expect(cachedText(queries)).toBe('[[],[]]');
  });
});

describe('when the house is closed', () => {
  test('by the person, what was read is dropped before the engine answers', async () => {
    const { client, queries, corridor } = aPage({
      VaultGet: () => sample.VaultGet.output,
      wild: { InstanceLock: () => new Promise(() => undefined) },
    });
    await queries.query(vaultQuery(client, 'payroll'));

    void new MutationObserver(queries, instanceLock(client)).mutate({ reason: 'person' }).catch(() => undefined);

    await vi.waitFor(() => expect(corridor.asked.at(-1)?.name).toBe('InstanceLock'));
    expect(queries.getQueryCache().getAll()).toEqual([]);
  });

  test('by anything else, what was read is dropped when the engine is gone', async () => {
    const { client, queries, shell, tell } = aPage({ VaultGet: () => sample.VaultGet.output });
    clearOnDeparture(queries, shell);
    await queries.query(vaultQuery(client, 'payroll'));

    tell({ kind: 'departed', departure: 'locked' });

    await vi.waitFor(() => expect(queries.getQueryCache().getAll()).toEqual([]));
  });
});
