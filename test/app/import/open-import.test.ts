import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import type { ParsedFile } from '../../../app/import/file-parser.ts';
import { createCorridor } from '../../../app/operation/corridor.ts';
import { createRefusalCount } from '../../../app/operation/refusal-count.ts';
import { operations } from '../../../app/operation/table.ts';
import { createThrottle } from '../../../app/operation/throttle.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { aHouse, fastHash, fileCipher, logOf, openWindow, password, signIn, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';
import { directParser } from '../../support/direct-parser.ts';
import { upload } from './an-import.ts';
import { authorityTool } from '../../support/authority-tool.ts';
import { keyTool } from '../../support/key-tool.ts';
import { factorTool } from '../../support/factor-tool.ts';

/** A house whose parser lets something happen before it answers. */
async function aSlowHouse(meanwhile: (window: Window) => Promise<unknown>) {
  const { ground, engine } = await aHouse();
  const { clock } = ground;
  const parsed: ParsedFile[] = [];
  const corridor = createCorridor({
    operations,
    house: engine.house,
    crypto: createNodeCrypto(),
    passphraseHash: fastHash,
    fileCipher,
    fileParser: {
      async parse(content, hint, signal) {
        const file = await directParser.parse(content, hint, signal);
        parsed.push(file);
        await meanwhile(window);
        return file;
      },
    },
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
  await aPerson(engine, 'grace', { role: 'Key Vault Administrator', scope: '/' });
  return { engine, window, parsed };
}

const open = async (window: Window) =>
  window.call('ImportOpen', { upload: await upload(window, utf8('A=1')), fileName: '.env', vault: 'payroll' });

describe('a file that is read while somebody else signs in on the connection', () => {
  it('is not opened for them, nor in their name, and its values are gone', async () => {
    const { engine, window, parsed } = await aSlowHouse((it) => it.call('SessionCreate', { person: 'grace', password: utf8(password) }));
    await expect(open(window)).rejects.toBeInstanceOf(CancelledError);
    expect(parsed.map(({ content }) => content)).toEqual([new Uint8Array(parsed[0]?.content.length ?? 0)]);
    const other = engine.window();
    await signIn(other);
    expect((await logOf(other)).some(({ operation }) => operation === 'ImportOpen')).toBe(false);
    expect(engine.bugs).toEqual([]);
  });

  it('is not opened after a sign-out either', async () => {
    const { window, parsed } = await aSlowHouse((it) => it.call('SessionDelete', {}));
    await expect(open(window)).rejects.toBeInstanceOf(CancelledError);
    expect(parsed[0]?.content.every((byte) => byte === 0)).toBe(true);
  });
});
