import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { createCorridor } from '../../../app/operation/corridor.ts';
import { createRefusalCount } from '../../../app/operation/refusal-count.ts';
import { operations } from '../../../app/operation/table.ts';
import { createThrottle } from '../../../app/operation/throttle.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import {
  aHouse,
  fastHash,
  fileCipher,
  type Ground,
  logOf,
  openWindow,
  passphrase,
  password,
  signIn,
  startEngine,
  unlock,
  utf8,
  type Window,
} from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';
import { directParser } from '../../support/direct-parser.ts';
import { authorityTool } from '../../support/authority-tool.ts';
import { keyTool } from '../../support/key-tool.ts';
import { factorTool } from '../../support/factor-tool.ts';

const newPassphrase = 'an altogether new one';
const added = { kind: 'passphrase', label: 'second', passphrase: utf8(newPassphrase), password: utf8(password) };

/** Lets the engine end when it writes the slot file: the call never comes back, and the next engine finds what is there. */
function crashAt(ground: Ground, moment: 'before' | 'after'): Promise<void> {
  const { slotFile } = ground.folder;
  if (!slotFile) throw new Error('not set up');
  const reached = Promise.withResolvers<void>();
  ground.folder.slotFile = {
    ...slotFile,
    async replace(content) {
      if (moment === 'after') await slotFile.replace(content);
      ground.folder.slotFile = slotFile;
      reached.resolve();
      return new Promise(() => undefined);
    },
  };
  return reached.promise;
}

/** What the next engine's log says of an operation, oldest first. */
async function outcomes(page: Window, operation: string) {
  const rows = (await logOf(page)).filter((row) => row.operation === operation);
  return Promise.all(
    rows.map(async ({ sequence, result, code }) => {
      const { properties, correlationId } = await page.call('LogGet', { sequence });
      return { result, code, outcome: properties['outcome'], resolvedAtStart: properties['resolvedAtStart'], correlationId };
    }),
  );
}

async function reopen(ground: Ground, given?: string): Promise<Window> {
  const page = (await startEngine(ground)).window();
  await unlock(page, given);
  await signIn(page);
  return page;
}

describe('a slot that was being added when the engine ended', () => {
  it.each([
    ['before', { result: 'failed', code: 'Interrupted' }],
    ['after', { result: 'succeeded', code: 'OK' }],
  ] as const)('is judged by the slot file: %s it was written', async (moment, expected) => {
    const { ground, window } = await aHouse();
    const crash = crashAt(ground, moment);
    void window.call('SlotAdd', added);
    await crash;
    const [attempted, outcome] = await outcomes(await reopen(ground), 'SlotAdd');
    expect(attempted).toMatchObject({ result: 'attempted' });
    expect(outcome).toEqual({ ...expected, outcome: undefined, resolvedAtStart: 'true', correlationId: attempted?.correlationId });
  });
});

describe('an effect whose person is gone by the time it is there', () => {
  /** Lets something happen while the slot file is written. */
  function meanwhile(ground: Ground, work: () => Promise<unknown>): void {
    const { slotFile } = ground.folder;
    if (!slotFile) throw new Error('not set up');
    ground.folder.slotFile = {
      ...slotFile,
      async replace(content) {
        ground.folder.slotFile = slotFile;
        await work();
        return slotFile.replace(content);
      },
    };
  }

  it.each([
    ['signed out', (window: Window) => window.call('SessionDelete', {})],
    ['followed by somebody else', (window: Window) => window.call('SessionCreate', { person: 'grace', password: utf8(password) })],
  ] as const)('is recorded as what it is, and theirs: %s', async (_case, leave) => {
    const { engine, ground, window } = await aHouse();
    await aPerson(engine, 'grace', { role: 'Monitoring Reader', scope: '/' });
    meanwhile(ground, () => leave(window));
    await window.call('SlotAdd', added);
    const page = engine.window();
    await signIn(page);
    const rows = (await logOf(page)).filter((row) => row.operation === 'SlotAdd');
    expect(rows).toMatchObject([
      { result: 'attempted', identity: 'Ada Lovelace' },
      { result: 'succeeded', code: 'OK', identity: 'Ada Lovelace' },
    ]);
  });

  it('does not come about when they left before it', async () => {
    const { engine, ground } = await aHouse();
    const { clock } = ground;
    let isLeaving = false;
    const corridor = createCorridor({
      operations,
      house: engine.house,
      crypto: createNodeCrypto(),
      passphraseHash: {
        async derive(...given) {
          if (isLeaving) await window.call('SessionDelete', {});
          return fastHash.derive(...given);
        },
      },
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
      reportBug: (error) => void engine.bugs.push(error),
    });
    const window = openWindow(corridor);
    await signIn(window);
    isLeaving = true;
    await expect(window.call('SlotAdd', added)).rejects.toBeInstanceOf(CancelledError);
    const page = engine.window();
    await signIn(page);
    expect((await page.call('SlotList', {})).slots.filter(({ label }) => label === 'second')).toEqual([]);
    expect((await logOf(page)).filter((row) => row.operation === 'SlotAdd')).toEqual([]);
  });
});

describe('a recovery during which the engine ended', () => {
  it.each([
    ['before', passphrase, undefined],
    ['after', newPassphrase, 'partial'],
  ] as const)('has failed, for the password is the old one: %s the slot file was written', async (moment, given, outcome) => {
    const { ground, engine, shares } = await aHouse();
    await engine.house.close();
    const page = (await startEngine(ground)).window();
    const slot = (await page.call('InstanceGet', {})).slots.find((it) => it.kind === 'shares')?.id;
    await page.call('InstanceUnlock', { kind: 'shares', slot, shares: shares.slice(0, 2) });
    const crash = crashAt(ground, moment);
    void page.call('InstanceRecover', { passphrase: utf8(newPassphrase), person: 'ada', password: utf8('and another new one') });
    await crash;
    expect(await outcomes(await reopen(ground, given), 'InstanceRecover')).toMatchObject([
      { result: 'attempted' },
      { result: 'failed', code: 'Interrupted', outcome },
    ]);
  });
});

describe('a backup that was put back', () => {
  it('does not know what became of itself, whatever the slot file says', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('InstanceBackup', {});
    const copy = [...ground.folder.disk].find(([path]) => path.startsWith('/backup/'))?.[1];
    if (!copy) throw new Error('not set up');
    await window.call('SlotAdd', added);
    await engine.house.close();
    ground.folder.disk.set('/strongroom.db', copy);
    const page = await reopen(ground);
    await page.call('InstanceRestoreAccept', { reason: 'The disk failed; this is the backup.' });
    expect(await outcomes(page, 'InstanceBackup')).toMatchObject([
      { result: 'attempted' },
      { result: 'failed', code: 'Interrupted', outcome: 'unknown', resolvedAtStart: 'true' },
    ]);
  });
});
