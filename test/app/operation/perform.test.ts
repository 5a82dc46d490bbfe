import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contract, type StreamName } from '../../../app/contract/operation.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { createUpload } from '../../../app/job/upload.ts';
import { bindStream } from '../../../app/operation/bind.ts';
import { createCorridor } from '../../../app/operation/corridor.ts';
import { type Hall, houseTarget, type StreamOperation } from '../../../app/operation/operation.ts';
import type { Perform } from '../../../app/operation/perform.ts';
import { createRefusalCount } from '../../../app/operation/refusal-count.ts';
import { operations } from '../../../app/operation/table.ts';
import { createThrottle } from '../../../app/operation/throttle.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { aHouse, aSecret, fastHash, fileCipher, logOf, openWindow, password, signIn, utf8 } from '../../support/a-house.ts';
import { directParser } from '../../support/direct-parser.ts';
import { aPerson } from '../../support/a-person.ts';
import { authorityTool } from '../../support/authority-tool.ts';
import { keyTool } from '../../support/key-tool.ts';
import { factorTool } from '../../support/factor-tool.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

/** A house with a stream of the test's own in the place of one of the contract's. */
async function aHouseWith(follow: (hall: Hall) => AsyncIterable<number>) {
  const built = await aHouse();
  const { ground, engine } = built;
  const shape = { ...contract.ImportRun, output: z.number() };
  const stream: StreamOperation<typeof shape> = {
    at: 'stream',
    shape,
    needs: { kind: 'session' },
    during: ['open'],
    throttle: 'window',
    recorded: true,
    fields: {},
    target: async () => houseTarget('test'),
    follow,
  };
  const bugs: unknown[] = [];
  const { clock } = ground;
  const corridor = createCorridor({
    operations: new Map([...operations, ['ImportRun', bindStream(stream)]]),
    house: engine.house,
    crypto: createNodeCrypto(),
    passphraseHash: fastHash,
    fileCipher,
    fileParser: directParser,
    ...factorTool(clock),
    ...authorityTool(clock),
    ...keyTool,
    endpoint: engine.endpoint,
    clock,
    throttle: createThrottle(clock),
    refusals: createRefusalCount(clock),
    newId: () => globalThis.crypto.randomUUID(),
    reportBug: (error) => void bugs.push(error),
  });
  const window = openWindow(corridor);
  await signIn(window);
  return { ...built, bugs, window };
}

const name: StreamName = 'ImportRun';
const input = { import: '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11', dryRun: false };

async function last(items: AsyncIterable<unknown>): Promise<unknown> {
  let item: unknown;
  for await (item of items);
  return item;
}

async function* setTwo({ perform }: Hall) {
  for (const at of [0, 1]) {
    await perform('SecretSet', aSecret({ name: `secret-${at}` }));
    yield at;
  }
}

describe('a step of a stream', () => {
  it('is the same person’s, with a record of its own under the stream’s correlation', async () => {
    const { window } = await aHouseWith(setTwo);
    expect(await last(window.listen(name, input))).toBe(1);
    const rows = (await logOf(window)).slice(-3);
    const records = await Promise.all(rows.map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(records.map(({ operation }) => operation)).toEqual(['ImportRun', 'SecretSet', 'SecretSet']);
    expect(new Set(records.map(({ correlationId }) => correlationId)).size).toBe(1);
    expect(new Set(records.map(({ requestId }) => requestId)).size).toBe(3);
    const sessionId = window.caller.session.current?.id;
    expect(records).toMatchObject(records.map(() => ({ identity: 'Ada Lovelace', sessionId })));
    expect(sessionId).toBeDefined();
  });

  it('is authorised by itself, and the stream hears of its refusal', async () => {
    const heard: unknown[] = [];
    const { engine, window } = await aHouseWith(async function* ({ perform }) {
      await perform('SecretSet', aSecret()).catch((error: unknown) => heard.push(error));
      yield 0;
    });
    await aPerson(engine, 'grace', { role: 'Key Vault Reader', scope: '/' });
    await window.call('SessionCreate', { person: 'grace', password: utf8(password) });
    await last(window.listen(name, input));
    expect(heard).toEqual([refusal('Forbidden')]);
    await window.call('SessionDelete', {});
    await signIn(window);
    expect((await logOf(window)).filter((row) => row.operation === 'SecretSet')).toMatchObject([{ code: 'Forbidden', identity: 'grace' }]);
  });

  it('takes no token of the throttle', async () => {
    const { window } = await aHouseWith(async function* ({ perform }) {
      const list = () => perform('SecretList', { vault: 'payroll' });
      for (let round = 0; round < 30; round += 1) yield (await Promise.all(Array.from({ length: 100 }, list))).length;
    });
    expect(await last(window.listen(name, input))).toBe(100);
  });

  it('can be no operation of the gate and no stream, whatever the types were made to believe', async () => {
    const heard: unknown[] = [];
    const { window } = await aHouseWith(async function* (hall) {
      const perform: (name: never, input: never) => Promise<unknown> = hall.perform satisfies Perform;
      for (const other of ['InstanceGet', 'LogVerify', 'ImportRun'] as const) {
        await perform(other as never, {} as never).catch((error: unknown) => heard.push(error));
      }
      yield 0;
    });
    await last(window.listen(name, input));
    expect(heard).toHaveLength(3);
    for (const error of heard) expect(error).toMatchObject({ code: expect.stringMatching(/NotImplemented|BadParameter/) });
  });
});

describe('a step is not taken', () => {
  const afterwards = (leave: (hall: Hall) => unknown) => {
    const heard: unknown[] = [];
    const follow = async function* (hall: Hall) {
      await leave(hall);
      await hall.perform('SecretSet', aSecret()).catch((error: unknown) => heard.push(error));
      yield 0;
    };
    return { heard, follow };
  };

  it('when the session has ended', async () => {
    const { heard, follow } = afterwards(() => window.call('SessionDelete', {}));
    const { window, bugs } = await aHouseWith(follow);
    expect(await last(window.listen(name, input))).toBeUndefined();
    await signIn(window);
    expect(heard).toEqual([expect.any(CancelledError)]);
    expect((await logOf(window)).some((row) => row.operation === 'SecretSet')).toBe(false);
    expect(bugs).toEqual([]);
  });

  it('when somebody else has signed in on the connection', async () => {
    const { heard, follow } = afterwards(() => window.call('SessionCreate', { person: 'grace', password: utf8(password) }));
    const { engine, window } = await aHouseWith(follow);
    await aPerson(engine, 'grace', { role: 'Key Vault Administrator', scope: '/' });
    await last(window.listen(name, input));
    expect(heard).toEqual([expect.any(CancelledError)]);
  });

  it('and nothing is staged for whoever has signed in on the connection by then', async () => {
    const heard: unknown[] = [];
    const upload = createUpload(3);
    upload.add(Uint8Array.of(1, 2, 3));
    const content = upload.content();
    const { engine, window } = await aHouseWith(async function* ({ staging, caller }) {
      await window.call('SessionCreate', { person: 'grace', password: utf8(password) });
      try {
        staging.put('upload', caller, upload);
      } catch (error) {
        heard.push(error);
      }
      yield 0;
    });
    await aPerson(engine, 'grace', { role: 'Key Vault Administrator', scope: '/' });
    await last(window.listen(name, input));
    expect(heard).toEqual([expect.any(CancelledError)]);
    expect(content).toEqual(new Uint8Array(3));
  });

  it('when the stream was given up', async () => {
    const giveUp = new AbortController();
    const { heard, follow } = afterwards(() => giveUp.abort());
    const { window } = await aHouseWith(follow);
    await last(window.listen(name, input, giveUp.signal));
    expect(heard).toEqual([expect.any(CancelledError)]);
  });

  it('when the house has closed', async () => {
    const { heard, follow } = afterwards(() => engine.house.close());
    const { engine, window, bugs } = await aHouseWith(follow);
    await expect(last(window.listen(name, input))).rejects.toEqual(refusal('StoreUnavailable'));
    expect(heard).toEqual([expect.any(CancelledError)]);
    expect(bugs).toEqual([]);
  });
});
