import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { mostCallsAtOnce } from '../../../app/contract/frame.ts';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import type { Ask } from '../../../app/operation/corridor.ts';
import { aHostilePage } from '../../support/a-hostile-page.ts';
import { aWindow } from '../../support/a-window.ts';
import { aLogRow, sample } from '../../support/sample.ts';

const untilAborted = (ask: Ask) =>
  new Promise<never>((_resolve, reject) => ask.signal.addEventListener('abort', () => reject(new CancelledError()), { once: true }));

describe('a call', () => {
  test('brings input to the corridor and its output back, byte arrays included', async () => {
    const value = Uint8Array.of(1, 2, 3);
    const window = aWindow({ SecretGet: () => ({ ...sample.SecretGet.output, value }) });

    const answer = await window.client.call('SecretGet', sample.SecretGet.input);

    expect(answer).toEqual({ ...sample.SecretGet.output, value: Uint8Array.of(1, 2, 3) });
    const [ask] = window.corridor.asked;
    expect(ask).toMatchObject({ name: 'SecretGet', input: sample.SecretGet.input, caller: { door: 'window', address: 'window' } });
  });

  test('repeats the request id that it was given', async () => {
    const window = aWindow({ VaultPut: () => sample.VaultPut.output });
    const requestId = randomUUID();

    await window.client.call('VaultPut', sample.VaultPut.input, { requestId });
    await window.client.call('VaultPut', sample.VaultPut.input, { requestId });

    expect(window.corridor.asked.map((ask) => ask.requestId)).toEqual([requestId, requestId]);
  });

  test('leaves no value behind: what came in and what went out is zeroed', async () => {
    const value = Uint8Array.of(9, 9, 9);
    let seen: unknown;
    const window = aWindow({
      SessionCreate: (ask) => {
        seen = ask.input;
        return sample.SessionCreate.output;
      },
      SecretGet: () => ({ ...sample.SecretGet.output, value }),
    });

    await window.client.call('SessionCreate', { person: 'ada', password: Uint8Array.of(1, 2, 3, 4) });
    await window.client.call('SecretGet', sample.SecretGet.input);

    expect(seen).toEqual({ person: 'ada', password: new Uint8Array(4) });
    expect(value).toEqual(new Uint8Array(3));
  });

  test('crosses the shell unreadable', async () => {
    const window = aWindow({ SessionCreate: () => sample.SessionCreate.output });

    await window.client.call('SessionCreate', { person: 'ada-lovelace', password: new TextEncoder().encode('correct horse battery') });

    const crossed = window.said.map((message) =>
      message.kind === 'engine' ? Buffer.from(message.text, 'base64url').toString('latin1') : '',
    );
    expect(crossed.join()).not.toContain('horse');
    expect(crossed.join()).not.toContain('ada-lovelace');
    expect(window.relayed.map((text) => Buffer.from(text, 'base64url').toString('latin1')).join()).not.toContain('displayName');
  });

  test('keeps one session holder for the whole page', async () => {
    const window = aWindow({
      SessionCreate: (ask) => {
        ask.caller.session.current = { id: randomUUID(), principalId: randomUUID(), startedOn: 1, credential: 1 };
        return sample.SessionCreate.output;
      },
      SessionGet: () => sample.SessionGet.output,
    });

    await window.client.call('SessionCreate', sample.SessionCreate.input);
    await window.client.call('SessionGet', {});

    const [first, second] = window.corridor.asked;
    expect(second?.caller).toBe(first?.caller);
    expect(second?.caller.session.current).toBeDefined();
  });
});

describe('a failure', () => {
  const failing = (error: Error) => aWindow({ wild: { VaultGet: () => Promise.reject(error) } });

  test('arrives with its code and declared data, and nothing more', async () => {
    const data = { missing: 'read', scope: '/', smallestRole: 'Key Vault Reader', inner: 'not for the page' };
    const page = await aHostilePage({ wild: { VaultGet: () => Promise.reject(new VaultError('Forbidden', data)) } });
    await page.send({ kind: 'call', id: 1, operation: 'VaultGet', requestId: randomUUID(), input: {} });

    await vi.waitFor(() => expect(page.replies).toHaveLength(1));
    const declared = { missing: 'read', scope: '/', smallestRole: 'Key Vault Reader' };
    expect(page.replies).toEqual([{ kind: 'error', id: 1, error: { code: 'Forbidden', data: declared } }]);
  });

  test('that nobody expected becomes InternalError, and is told to the engine under the same correlation id', async () => {
    const bug = new TypeError('PIN 1234 is wrong');
    const window = failing(bug);

    const error = await window.client.call('VaultGet', { vault: 'payroll' }).catch((thrown: unknown) => thrown);

    expect(window.bugs.map((told) => told.error)).toEqual([bug]);
    expect(error).toMatchObject({ code: 'InternalError', data: { correlationId: window.bugs[0]?.correlationId } });
  });

  test('is what an answer becomes that no frame can hold', async () => {
    const window = aWindow({ wild: { VaultGet: () => 'x'.repeat(1024 * 1024), VaultList: () => new Date(0) } });

    await expect(window.client.call('VaultGet', { vault: 'payroll' })).rejects.toMatchObject({ code: 'InternalError' });
    await expect(window.client.call('VaultList', {})).rejects.toMatchObject({ code: 'InternalError' });
    expect(window.bugs).toHaveLength(2);
    expect(window.expelled).toEqual([]);
  });

  test('whose own data no frame can hold still answers', async () => {
    const issues = Array.from({ length: 30_000 }, (_, index) => ({ path: `shares.${index}`, problem: 'invalid_type_of_a_long_name' }));
    const window = failing(new VaultError('BadParameter', { issues }));

    await expect(window.client.call('VaultGet', { vault: 'payroll' })).rejects.toMatchObject({ code: 'InternalError' });
  });
});

describe('giving up', () => {
  test('a call rejects at once, and the corridor is told', async () => {
    const aborted = vi.fn<() => void>();
    const window = aWindow({
      VaultGet: async (ask) => {
        ask.signal.addEventListener('abort', aborted);
        await untilAborted(ask);
        return sample.VaultGet.output;
      },
    });
    const controller = new AbortController();
    const answer = window.client.call('VaultGet', { vault: 'payroll' }, { signal: controller.signal });
    await vi.waitFor(() => expect(window.corridor.asked).toHaveLength(1));

    controller.abort();

    await expect(answer).rejects.toBeInstanceOf(CancelledError);
    await vi.waitFor(() => expect(aborted).toHaveBeenCalledOnce());
    expect(window.expelled).toEqual([]);
  });

  test('a call that is answered meanwhile is no mistake, and its late answer is dropped', async () => {
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const window = aWindow({
      VaultGet: async () => {
        asked.resolve();
        await answered.promise;
        return sample.VaultGet.output;
      },
      SessionGet: () => sample.SessionGet.output,
    });
    const controller = new AbortController();
    const answer = window.client.call('VaultGet', { vault: 'payroll' }, { signal: controller.signal });
    await asked.promise;

    controller.abort();
    answered.resolve();

    await expect(answer).rejects.toBeInstanceOf(CancelledError);
    await expect(window.client.call('SessionGet', {})).resolves.toEqual(sample.SessionGet.output);
    expect(window.violations).toEqual([]);
  });

  test('a stream by leaving its loop ends it in the corridor', async () => {
    const ended = vi.fn<() => void>();
    const window = aWindow({
      async *LogFollow(ask) {
        try {
          for (let sequence = 0; !ask.signal.aborted; sequence += 1) yield [aLogRow(sequence)];
        } finally {
          ended();
        }
      },
    });

    for await (const rows of window.client.listen('LogFollow', sample.LogFollow.input)) {
      if (rows[0]?.sequence === 3) break;
    }

    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
    expect(window.violations).toEqual([]);
  });

  test('a stream by its signal while it waits ends it quietly', async () => {
    const window = aWindow({
      async *LogFollow(ask) {
        yield [aLogRow(0)];
        await untilAborted(ask);
      },
    });
    const controller = new AbortController();
    const seen: number[] = [];

    for await (const rows of window.client.listen('LogFollow', sample.LogFollow.input, { signal: controller.signal })) {
      seen.push(...rows.map((row) => row.sequence));
      queueMicrotask(() => controller.abort());
    }

    expect(seen).toEqual([0]);
    expect(window.violations).toEqual([]);
  });

  test('by closing the page aborts everything and ends the session', async () => {
    const window = aWindow({ VaultGet: untilAborted });
    void window.client.call('VaultGet', { vault: 'payroll' }).catch(() => undefined);
    await vi.waitFor(() => expect(window.corridor.asked).toHaveLength(1));
    const [ask] = window.corridor.asked;
    if (ask) ask.caller.session.current = { id: randomUUID(), principalId: randomUUID(), startedOn: 1, credential: 1 };

    window.door.receive({ kind: 'page-closed', page: 1 });

    expect(ask?.signal.aborted).toBe(true);
    expect(ask?.caller.session.current).toBeUndefined();
    expect(window.violations).toEqual([]);
  });
});

describe('a stream', () => {
  test('brings every item in order, far beyond its first credit, and then ends', async () => {
    const window = aWindow({
      async *LogFollow() {
        for (let sequence = 0; sequence < 1000; sequence += 1) yield [aLogRow(sequence)];
      },
    });
    const seen: number[] = [];

    for await (const rows of window.client.listen('LogFollow', sample.LogFollow.input)) seen.push(...rows.map((row) => row.sequence));

    expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  test('makes no more items than the window can still take', async () => {
    let made = 0;
    const window = aWindow({
      async *LogFollow() {
        for (;;) yield [aLogRow(made++)];
      },
    });
    const items = window.client.listen('LogFollow', sample.LogFollow.input)[Symbol.asyncIterator]();

    await items.next();
    await vi.waitFor(() => expect(made).toBe(32));
    // Whatever else would be made would be made in these turns of the loop.
    for (let count = 0; count < 50; count += 1) await turn();

    expect(made).toBe(32);
    await items.return?.();
  });

  test('that fails in the middle gives what came before, then the error', async () => {
    const window = aWindow({
      async *LogFollow() {
        yield [aLogRow(0)];
        throw new VaultError('AuditUnavailable', {});
      },
    });
    const seen: number[] = [];

    const walk = async () => {
      for await (const rows of window.client.listen('LogFollow', sample.LogFollow.input)) seen.push(...rows.map((row) => row.sequence));
    };

    await expect(walk()).rejects.toMatchObject({ code: 'AuditUnavailable' });
    expect(seen).toEqual([0]);
  });

  test('with an item that no frame can hold ends with an error, once', async () => {
    const window = aWindow({
      wild: {
        async *LogFollow() {
          yield 'x'.repeat(1024 * 1024);
          yield [aLogRow(1)];
        },
      },
    });
    const walk = async () => {
      for await (const rows of window.client.listen('LogFollow', sample.LogFollow.input)) expect(rows).toBeUndefined();
    };

    await expect(walk()).rejects.toMatchObject({ code: 'InternalError' });
  });
});

describe('limits', () => {
  test('calls over the limit are throttled, those under it go on', async () => {
    const go = Promise.withResolvers<void>();
    const window = aWindow({
      VaultGet: async () => {
        await go.promise;
        return sample.VaultGet.output;
      },
    });
    const answers = Array.from({ length: mostCallsAtOnce + 1 }, () => window.client.call('VaultGet', { vault: 'payroll' }));

    await expect(answers.at(-1)).rejects.toMatchObject({ code: 'Throttled', data: { retryOn: 1_800_000_001_000 } });
    go.resolve();

    await expect(Promise.all(answers.slice(0, -1))).resolves.toHaveLength(mostCallsAtOnce);
    await expect(window.client.call('VaultGet', { vault: 'payroll' })).resolves.toEqual(sample.VaultGet.output);
    expect(window.expelled).toEqual([]);
  });
});

describe('the way to the engine', () => {
  test('that ends in the middle of calls and streams ends all of them', async () => {
    const window = aWindow({
      VaultGet: untilAborted,
      async *LogFollow(ask) {
        yield [aLogRow(0)];
        await untilAborted(ask);
      },
    });
    const call = window.client.call('VaultGet', { vault: 'payroll' });
    const items = window.client.listen('LogFollow', sample.LogFollow.input)[Symbol.asyncIterator]();
    await items.next();

    window.tell({ kind: 'departed', departure: 'crashed' });

    await expect(call).rejects.toMatchObject({ name: 'EngineGone', reason: 'crashed' });
    await expect(items.next()).rejects.toMatchObject({ name: 'EngineGone', reason: 'crashed' });
    await expect(window.client.call('SessionGet', {})).rejects.toMatchObject({ name: 'EngineGone' });
    expect(window.shell.state().departure).toBe('crashed');
  });

  test('that brings an altered frame is broken, and nothing after it is believed', async () => {
    const window = aWindow({ VaultGet: untilAborted });
    const call = window.client.call('VaultGet', { vault: 'payroll' });
    await vi.waitFor(() => expect(window.corridor.asked).toHaveLength(1));

    window.tell({ kind: 'engine', text: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });

    await expect(call).rejects.toMatchObject({ name: 'EngineGone', reason: 'broken' });
    expect(window.shell.state().departure).toBe('broken');
  });
});
