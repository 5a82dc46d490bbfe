import { createHash } from 'node:crypto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeyProperties } from '../../../../app/contract/key.ts';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene, type Scene } from '../../support/scene.ts';
import { aKey } from '../../support/scripted-key.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const rsa = {
  family: 'RSA',
  n: Uint8Array.from({ length: 256 }, (_, at) => (at * 37 + 129) % 256),
  e: Uint8Array.of(1, 0, 1),
} as const;

const kinds: Readonly<Record<'EC' | 'RSA' | 'oct', Partial<KeyProperties>>> = {
  EC: { operations: ['sign', 'verify'] },
  RSA: {
    type: 'RSA',
    spec: { family: 'RSA', bits: 2048 },
    publicKey: rsa,
    operations: ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  },
  oct: {
    type: 'oct',
    spec: { family: 'oct', bits: 256 },
    publicKey: undefined,
    operations: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  },
};

interface Given {
  readonly kind?: 'EC' | 'RSA' | 'oct';
  readonly change?: Partial<KeyProperties>;
  readonly older?: readonly KeyProperties[];
  readonly prepare?: (scene: Scene) => void;
}

/** The panel of the key `tried`, in front of a person. */
async function atBench({ kind = 'EC', change = {}, older = [], prepare = () => undefined }: Given = {}) {
  const scene = fullScene(Date.now());
  const key = aKey('payroll', 'tried', Date.now(), { ...kinds[kind], ...change });
  scene.key.keys = { ...scene.key.keys, 'payroll/tried': [key, ...older] };
  prepare(scene);
  const house = openConsole(scene, '/keys/payroll/tried');
  await screen.findByRole('heading', { level: 2, name: 'Versions' });
  const { person } = house;
  await person.keyboard('t');
  const panel = await screen.findByRole('dialog', { name: 'Try tried' });
  const press = async (name: string) => person.click(await within(panel).findByRole('button', { name }));
  const choose = (label: string, option: string) => person.selectOptions(within(panel).getByRole('combobox', { name: label }), option);
  const field = (name: string) => within(panel).getByRole('textbox', { name });
  const form = (of: string, name: string) =>
    person.click(within(within(panel).getByRole('group', { name: `Form of ${of}` })).getByRole('button', { name }));
  const run = async (verb: string) => {
    await press(verb);
    return within(panel).findByRole('region', { name: 'Result' });
  };
  return { ...house, key, panel, press, choose, field, form, run };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** A file as a person drops it. */
const drop = async (panel: HTMLElement, label: string, content: Uint8Array<ArrayBuffer> | string, name = 'letter.txt') => {
  const input = await within(panel).findByLabelText(label, { selector: 'input[type=file]' });
  fireEvent.change(input, { target: { files: [new File([content], name)] } });
};

describe('signing and verifying', () => {
  it('hands the digest of a text over, shows the signature, and verifies it with one press', async () => {
    const { scene, field, run, press, panel, key } = await atBench();
    fill(field('What is signed'), 'a letter');
    const result = await run('Sign');
    const [sign] = scene.key.used;
    expect(sign).toMatchObject({ operation: 'KeySign', input: { algorithm: 'ES256', digest: new Uint8Array(sha256('a letter')) } });
    expect(within(result).getByRole('group', { name: 'Signature' }).textContent).toMatch(/^[\w-]{86}$/);
    await press('Verify this');
    expect(await within(panel).findByText('Valid')).toBeTruthy();
    expect(scene.key.used[1]).toMatchObject({
      operation: 'KeyVerify',
      input: { version: key.version, digest: new Uint8Array(sha256('a letter')) },
    });
    expect(within(panel).getByRole('combobox', { name: 'Operation' })).toHaveProperty('value', 'verify');
  });

  it('says in words that a signature isn’t one, and takes the verdict back when something changes', async () => {
    const { field, run, press, panel } = await atBench();
    fill(field('What is signed'), 'a letter');
    await run('Sign');
    await press('Verify this');
    await within(panel).findByText('Valid');
    fill(field('What was signed'), 'another letter');
    expect(within(panel).queryByText('Valid')).toBeNull();
    await press('Verify');
    expect(await within(panel).findByText('Not valid')).toBeTruthy();
  });

  it('takes a ready digest of the right length alone', async () => {
    const { scene, field, form, person, panel, run } = await atBench();
    await person.click(within(panel).getByRole('checkbox', { name: 'This is the digest already' }));
    await form('Digest', 'Hex');
    fill(field('Digest'), 'ab'.repeat(31));
    expect(await within(panel).findByText('These are 31 bytes, not 32.')).toBeTruthy();
    expect(within(panel).getByRole('button', { name: 'Sign' }).getAttribute('aria-disabled')).toBe('true');
    fill(field('Digest'), 'ab'.repeat(32));
    await run('Sign');
    expect(scene.key.used[0]).toMatchObject({ input: { digest: new Uint8Array(32).fill(0xab) } });
  });

  it('hashes a file in slices, however it is called', async () => {
    const { scene, form, panel, run } = await atBench();
    await form('What is signed', 'File');
    const content = new Uint8Array(1_500_000).fill(7);
    await drop(panel, 'What is signed', content, 'rep\u202etxt.exe');
    expect(panel.textContent).toContain('repU+202Etxt.exe, 1.4 MiB');
    await run('Sign');
    expect(scene.key.used[0]).toMatchObject({ input: { digest: new Uint8Array(createHash('sha256').update(content).digest()) } });
  });

  it('a file that went away meanwhile is said to have', async () => {
    const { form, panel, press, scene } = await atBench();
    await form('What is signed', 'File');
    vi.spyOn(Blob.prototype, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotReadableError');
    });
    await drop(panel, 'What is signed', 'x');
    await press('Sign');
    expect(await within(panel).findByText(/The file can’t be read any more/)).toBeTruthy();
    expect(scene.key.used).toEqual([]);
  });
});

describe('encrypting and decrypting', () => {
  it('says beforehand how much fits', async () => {
    const { field, choose, panel } = await atBench({ kind: 'RSA' });
    await choose('Operation', 'encrypt');
    expect(within(panel).getByText('Up to 190 bytes: more doesn’t fit into RSA-OAEP-256 with this key.')).toBeTruthy();
    fill(field('Text to encrypt'), 'x'.repeat(191));
    expect(await within(panel).findByText('These are 191 bytes: 190 at most.')).toBeTruthy();
    await choose('Algorithm', 'RSA-OAEP');
    expect(within(panel).queryByText(/at most\./)).toBeNull();
  });

  it('carries vector, tag and additional data over, and shows the text only when asked', async () => {
    const { scene, field, run, press, panel, person } = await atBench({ kind: 'oct' });
    fill(field('Text to encrypt'), 'the launch code');
    fill(field('Additional data'), 'order 7');
    await run('Encrypt');
    expect(scene.key.used[0]?.input).not.toHaveProperty('initialization');
    await press('Decrypt this');
    const hidden = await within(panel).findByRole('button', { name: 'Reveal' });
    expect(panel.textContent).not.toContain('the launch code');
    expect(field('Ciphertext')).not.toHaveProperty('value', 'the launch code');
    expect(scene.key.used[1]).toMatchObject({
      operation: 'KeyDecrypt',
      input: { initialization: new Uint8Array(12).fill(7), additional: new TextEncoder().encode('order 7') },
    });
    await person.click(hidden);
    await waitFor(() => expect(screen.getByRole('region', { name: 'What was decrypted' }).textContent).toBe('the launch code'));
  });

  it('other additional data is refused in one sentence, and everything typed stays', async () => {
    const { field, run, press, panel } = await atBench({ kind: 'oct' });
    fill(field('Text to encrypt'), 'x');
    await run('Encrypt');
    await press('Decrypt this');
    await within(panel).findByRole('button', { name: 'Reveal' });
    const ciphertext = (field('Ciphertext') as HTMLTextAreaElement).value;
    fill(field('Additional data'), 'another order');
    await press('Decrypt');
    expect(await within(panel).findByText('This can’t be decrypted with this key.')).toBeTruthy();
    expect(field('Ciphertext')).toHaveProperty('value', ciphertext);
    expect(field('Additional data')).toHaveProperty('value', 'another order');
  });

  it('what isn’t UTF-8 is shown as digits, and characters that can’t be seen by a sign', async () => {
    const { field, form, choose, run, press, panel, person } = await atBench({ kind: 'oct' });
    await form('Text to encrypt', 'Hex');
    fill(field('Text to encrypt'), 'ff00');
    await run('Encrypt');
    await press('Decrypt this');
    expect(await within(panel).findByText('It isn’t text in UTF-8.')).toBeTruthy();
    expect(within(within(panel).getByRole('group', { name: 'Form of result' })).queryByRole('button', { name: 'Text' })).toBeNull();
    await choose('Operation', 'encrypt');
    await form('Text to encrypt', 'Text');
    fill(field('Text to encrypt'), 'pay\u202e to');
    await run('Encrypt');
    await press('Decrypt this');
    await person.click(await within(panel).findByRole('button', { name: 'Reveal' }));
    const shown = await screen.findByRole('region', { name: 'What was decrypted' });
    expect(shown.querySelector('[data-sign="U+202E"]')).not.toBeNull();
  });

  it('wraps a key and unwraps it', async () => {
    const { field, form, choose, run, press, panel, scene } = await atBench({ kind: 'oct' });
    await choose('Operation', 'wrapKey');
    await form('Key to wrap', 'Hex');
    fill(field('Key to wrap'), '00'.repeat(16));
    await run('Wrap');
    await press('Unwrap this');
    expect(await within(panel).findByText(/^Unwrapped by A256KW/)).toBeTruthy();
    expect(scene.key.used.map(({ operation }) => operation)).toEqual(['KeyWrap', 'KeyUnwrap']);
  });
});

describe('what the engine refuses', () => {
  it('is said in a sentence, and what was typed stays', async () => {
    const { field, press, panel, scene } = await atBench();
    fill(field('What is signed'), 'a letter');
    const refusals: readonly (readonly [VaultError, RegExp])[] = [
      [new VaultError('KeyDisabled', { name: 'tried' }), /“tried” is disabled/],
      [new VaultError('KeyExpired', { name: 'tried', expiredOn: 0 }), /“tried” expired on/],
      [new VaultError('KeyOperationNotPermitted', { name: 'tried', operation: 'sign' }), /“tried” may not sign/],
      [
        new VaultError('KeyUnsupported', { what: 'ES256', by: 'Office HSM', reason: 'token' }),
        /Office HSM can’t do ES256: the token wasn’t able to/,
      ],
      [new VaultError('HsmUnavailable', { token: 'Office HSM', reason: 'absent' }), /Office HSM didn’t answer/],
      [new VaultError('HsmTokenLocked', { token: 'Office HSM' }), /Office HSM is locked/],
      [new VaultError('Throttled', { retryOn: Date.now() }), /too many requests at once/],
    ];
    for (const [error, sentence] of refusals) {
      scene.failures = { KeySign: error };
      await press('Sign');
      expect(await within(panel).findByText(sentence), error.code).toBeTruthy();
      expect(field('What is signed')).toHaveProperty('value', 'a letter');
    }
  });

  it('who may not use the key is told before anything is asked', async () => {
    const { field, press, client, panel } = await atBench({
      prepare: (scene) => {
        scene.access.refuse = ({ operation }) =>
          operation === 'KeySign' ? { missing: 'Microsoft.KeyVault/vaults/keys/sign/action', grantors: [] } : undefined;
      },
    });
    fill(field('What is signed'), 'a letter');
    await waitFor(() => expect(within(panel).getByRole('button', { name: 'Sign' }).getAttribute('aria-disabled')).toBe('true'));
    await press('Sign');
    expect(client.asked).not.toContain('KeySign');
  });

  it('an older version is tried with what it may do', async () => {
    const older = aKey('payroll', 'tried', Date.now(), { current: false, operations: ['verify'] });
    const { choose, panel, field, scene, press } = await atBench({ older: [older] });
    await choose('Version', older.version);
    expect(within(panel).getByRole('combobox', { name: 'Operation' })).toHaveProperty('value', 'verify');
    fill(field('What was signed'), 'x');
    fill(field('Signature'), 'AAAA');
    await press('Verify');
    await within(panel).findByText('Not valid');
    expect(scene.key.used[0]).toMatchObject({ input: { version: older.version } });
  });

  it('a key that may do nothing says so', async () => {
    const { panel } = await atBench({ change: { operations: [] } });
    expect(panel.textContent).toContain('Nothing can be tried with this key: see its permitted operations.');
  });
});

describe('what is typed and what comes of it', () => {
  it('is in no cache and no address, and goes with the panel', async () => {
    const { queries, router, field, run, press, panel, person } = await atBench({ kind: 'oct' });
    fill(field('Text to encrypt'), 'the launch code');
    await run('Encrypt');
    await press('Decrypt this');
    await within(panel).findByRole('button', { name: 'Reveal' });
    const kept = JSON.stringify([
      queries
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.data),
      queries.getMutationCache().getAll(),
    ]);
    expect(kept).not.toContain('launch');
    expect(JSON.stringify(router.state.location)).not.toContain('launch');
    const area = field('Ciphertext');
    await person.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(area).toHaveProperty('value', '');
    await person.keyboard('t');
    expect(within(await screen.findByRole('dialog')).getByRole('textbox', { name: 'Text to encrypt' })).toHaveProperty('value', '');
  });

  it('is zeroed: what was handed over at once, what came back with the panel', async () => {
    const { client, field, run, press, panel, person } = await atBench({ kind: 'oct' });
    const call = vi.spyOn(client, 'call');
    fill(field('Text to encrypt'), 'the launch code');
    await run('Encrypt');
    await press('Decrypt this');
    await within(panel).findByRole('button', { name: 'Reveal' });
    const uses = call.mock.calls.flatMap(([name, input], at) => (/^Key(En|De)crypt$/.test(name) ? [{ input, at }] : []));
    expect(uses).toHaveLength(2);
    for (const { input } of uses)
      expect(
        Object.values(input)
          .flatMap((it: unknown) => (it instanceof Uint8Array ? [...it] : []))
          .every((byte) => byte === 0),
      ).toBe(true);
    const answer: unknown = await call.mock.results[uses[1]?.at ?? 0]?.value;
    expect(answer).toMatchObject({ value: new TextEncoder().encode('the launch code') });
    await person.keyboard('{Escape}');
    await waitFor(() => expect(answer).toMatchObject({ value: new Uint8Array(15) }));
  });

  it('is taken away when nobody does anything for two minutes, after a word about it', async () => {
    const { field, panel } = await atBench();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    fill(field('What is signed'), 'a letter');
    act(() => void vi.advanceTimersByTime(100_000));
    expect(panel.textContent).toContain('Everything here is taken away in 20 seconds, unless you go on.');
    fireEvent.keyDown(field('What is signed'), { key: 'a' });
    act(() => void vi.advanceTimersByTime(100_000));
    expect(field('What is signed')).toHaveProperty('value', 'a letter');
    act(() => void vi.advanceTimersByTime(21_000));
    vi.useRealTimers();
    expect(field('What is signed')).toHaveProperty('value', '');
    expect(panel.textContent).not.toContain('is taken away in');
  });

  it('invalid digits are said to be, and never sent', async () => {
    const { field, form, panel, press, scene } = await atBench();
    await form('What is signed', 'Base64');
    fill(field('What is signed'), '<script>');
    expect(await within(panel).findByText('Base64 doesn’t have all of these characters.')).toBeTruthy();
    await press('Sign');
    expect(scene.key.used).toEqual([]);
  });

  it('a text of millions of characters is taken, and signed by its digest', async () => {
    const { field, run, scene } = await atBench();
    const long = 'é'.repeat(2_000_000);
    fill(field('What is signed'), long);
    await run('Sign');
    expect(scene.key.used[0]).toMatchObject({ input: { digest: new Uint8Array(sha256(long)) } });
  });

  it('nothing typed is in the code, which follows the choices', async () => {
    const { field, choose, panel, key } = await atBench({ kind: 'oct' });
    fill(field('Text to encrypt'), 'the launch code');
    fill(field('Additional data'), 'order 7');
    const code = () => within(panel).getByRole('group', { name: /^Code in/ }).textContent;
    expect(code()).toContain("algorithm: 'A256GCM'");
    expect(code()).toMatch(/https:\/\/payroll\.[^']*\/keys\/tried'/);
    await choose('Version', key.version);
    expect(code()).toContain(`/keys/tried/${key.version}'`);
    await choose('An application does it in', 'curl');
    await choose('Operation', 'wrapKey');
    expect(code()).toContain('"alg":"A256KW"');
    for (const language of ['JavaScript', 'Python', 'Go', '.NET', 'Java', 'curl']) {
      await choose('An application does it in', language);
      expect(code()).not.toMatch(/launch|order 7/);
    }
  });
});
