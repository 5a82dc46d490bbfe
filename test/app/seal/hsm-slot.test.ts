import { beforeEach, describe, expect, it, test } from 'vitest';
import { createMemoryHsmHosts, type HsmScript, type MemoryToken, newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import type { HsmHosts, TokenSight } from '../../../app/hsm/hsm-host.ts';
import { createHsmSlot, openHsmSlot } from '../../../app/seal/hsm-slot.ts';
import { canonicalBytes } from '../../../app/seal/canonical-json.ts';
import { describeSlot, type SlotOf, storedSlot } from '../../../app/seal/slot.ts';
import { checkSlotFile, encodeSlotFile, parseSlotFile } from '../../../app/seal/slot-file.ts';
import { createKeychainSlot } from '../../../app/seal/keychain-slot.ts';
import { keyTool } from '../../support/key-tool.ts';
import { crypto, fromUtf8, instanceId, mapKeychain, slotName, utf8, witnessed } from './sealing.ts';

const library = { path: '/usr/lib/memory.so', parameters: '' };
const object = '00112233445566778899aabbccddeeff';
const pin = (): Uint8Array => utf8('123456');
const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

interface Stand {
  readonly hsm: HsmHosts;
  readonly token: MemoryToken;
  readonly script: HsmScript;
  readonly deps: Parameters<typeof openHsmSlot>[0];
  readonly rootKey: Uint8Array;
  make(): Promise<SlotOf<'hsm'>>;
}
let stand: Stand;
beforeEach(() => {
  stand = aStand();
});

/** A token, as another engine of the house sees it too. */
function aStand(token = newMemoryToken('0001', 'Office HSM')): Stand {
  const script: HsmScript = { tokens: [token], libraries: [library.path] };
  const hsm = createMemoryHsmHosts(keyTool.keyCrypto, script);
  const deps = { crypto, keyCrypto: keyTool.keyCrypto, hsm, instanceId };
  const rootKey = crypto.random(32);
  const make = async (): Promise<SlotOf<'hsm'>> => {
    const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
    hsm.apply([{ id, ...library }]);
    const sight = hsm.current()[0]?.tokens[0] as TokenSight;
    await hsm.open(sight, pin());
    const slot = await createHsmSlot(deps, slotName('Office'), { token: sight, library, object }, rootKey);
    hsm.apply([]);
    return slot;
  };
  return { hsm, token, script, deps, rootKey, make };
}

describe('a slot whose key is in a token', () => {
  it('opens with the token and its PIN', async () => {
    const slot = await stand.make();
    expect(await openHsmSlot(stand.deps, slot, pin())).toEqual(stand.rootKey);
    expect(slot.parameters).toMatchObject({ algorithm: 'A256GCM', library, object, token: { label: 'Office HSM', serial: '0001' } });
  });

  it('leaves nobody signed in, whether it opened or not', async () => {
    const slot = await stand.make();
    await openHsmSlot(stand.deps, slot, pin());
    expect([stand.token.isOpen, stand.hsm.current()]).toEqual([false, []]);
    await expect(openHsmSlot(stand.deps, slot, utf8('654321'))).rejects.toEqual(refusal('PinRefused', { reason: 'wrong' }));
    expect(stand.hsm.current()).toEqual([]);
    stand.token.keys.clear();
    await expect(openHsmSlot(stand.deps, slot, pin())).rejects.toEqual(refusal('HsmUnavailable', { reason: 'key-gone' }));
    expect([stand.token.isOpen, stand.hsm.current()]).toEqual([false, []]);
  });

  it('is an RSA key where the token has no AES-GCM, and leaves no other key there', async () => {
    stand.token.lacks = ['A256GCM'];
    const slot = await stand.make();
    expect(slot.parameters.algorithm).toBe('RSA-OAEP-256');
    expect([...stand.token.keys.values()].map(({ spec }) => spec)).toEqual([{ family: 'RSA', bits: 3072 }]);
    expect(await openHsmSlot(stand.deps, slot, pin())).toEqual(stand.rootKey);
    expect(storedSlot.parse(slot)).toEqual(slot);
  });

  it('is not made where the token can do neither, and leaves nothing there', async () => {
    stand.token.lacks = ['A256GCM', 'RSA-OAEP-256'];
    await expect(stand.make()).rejects.toEqual(refusal('KeyUnsupported', { by: 'Office HSM', reason: 'token' }));
    expect(stand.token.keys.size).toBe(0);
  });

  it('tries a PIN once, and says how near the lock is', async () => {
    const slot = await stand.make();
    stand.token.triesLeft = 2;
    const guess = () => openHsmSlot(stand.deps, slot, utf8('654321'));
    await expect(guess()).rejects.toEqual(refusal('PinRefused', { reason: 'wrong', state: 'last' }));
    expect(stand.token.triesLeft).toBe(1);
    await expect(guess()).rejects.toEqual(refusal('PinRefused', { reason: 'wrong', state: 'locked' }));
    await expect(openHsmSlot(stand.deps, slot, pin())).rejects.toEqual(refusal('PinRefused', { reason: 'locked', state: 'locked' }));
  });

  it('does not open while the token is away', async () => {
    const slot = await stand.make();
    stand.token.isPlugged = false;
    await expect(openHsmSlot(stand.deps, slot, pin())).rejects.toEqual(
      refusal('HsmUnavailable', { token: 'Office HSM', reason: 'absent' }),
    );
  });

  it.each([
    ['another serial number', () => newMemoryToken('0002', 'Office HSM'), 'absent'],
    ['its serial number too', () => newMemoryToken('0001', 'Office HSM'), 'key-gone'],
  ])('does not open by a token of the same label, with %s', async (_with, swap, reason) => {
    const slot = await stand.make();
    stand.script.tokens.splice(0, 1, swap());
    await expect(openHsmSlot(stand.deps, slot, pin())).rejects.toEqual(refusal('HsmUnavailable', { reason }));
  });

  it('does not open by another key that somebody put in its place', async () => {
    const slot = await stand.make();
    const other = await keyTool.keyCrypto.generate({ family: 'oct', bits: 256 }, new AbortController().signal);
    stand.token.keys.set(object, other);
    expect(await openHsmSlot(stand.deps, slot, pin())).toBeUndefined();
  });

  it.each([
    ['instance', (slot: SlotOf<'hsm'>) => slot, { instanceId: '99999999-1111-4111-8111-111111111111' }],
    ['label', (slot: SlotOf<'hsm'>) => ({ ...slot, label: 'Other' }), {}],
    ['path', (slot: SlotOf<'hsm'>) => withParameters(slot, { library: { ...library, path: '/usr/lib/other.so' } }), {}],
    ['parameters', (slot: SlotOf<'hsm'>) => withParameters(slot, { library: { ...library, parameters: 'x' } }), {}],
    ['sealed secret', (slot: SlotOf<'hsm'>) => withParameters(slot, { sealedSecret: flipped(slot.parameters.sealedSecret) }), {}],
    ['commitment', (slot: SlotOf<'hsm'>) => ({ ...slot, commitment: flipped(slot.commitment) }), {}],
    ['wrapped key', (slot: SlotOf<'hsm'>) => ({ ...slot, wrappedKey: flipped(slot.wrappedKey) }), {}],
  ])('with another %s does not open', async (_what, edit, change) => {
    for (const lacks of [[], ['A256GCM']]) {
      stand = aStand();
      stand.token.lacks = lacks;
      const slot = await stand.make();
      expect(await openHsmSlot({ ...stand.deps, ...change }, edit(slot), pin())).toBeUndefined();
    }
  });

  it('leaves no secret of its own in memory', async () => {
    const watched = witnessed();
    const slot = await stand.make();
    const deps = { ...stand.deps, crypto: watched.crypto };
    const sight = { ...slot.parameters.token, module: slot.id } as TokenSight;
    stand.hsm.apply([{ id: slot.id, ...library }]);
    await stand.hsm.open(sight, pin());
    await createHsmSlot(deps, slotName(), { token: sight, library, object: 'f'.repeat(32) }, stand.rootKey);
    const opened = await openHsmSlot(deps, slot, pin());
    expect(watched.count()).toBeGreaterThan(0);
    expect(watched.left(opened)).toEqual([]);
  });

  it('tells where its key is, and nothing that helps without it', async () => {
    const slot = await stand.make();
    expect(describeSlot(crypto, slot)).toEqual({
      id: slot.id,
      kind: 'hsm',
      label: 'Office',
      createdOn: slot.createdOn,
      place: {
        token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        label: 'Office HSM',
        serial: '0001',
        model: 'Token',
        ...library,
        algorithm: 'A256GCM',
      },
    });
  });
});

const withParameters = (slot: SlotOf<'hsm'>, change: Partial<SlotOf<'hsm'>['parameters']>): SlotOf<'hsm'> => ({
  ...slot,
  parameters: { ...slot.parameters, ...change },
});

/** The same base64url with the last bit of its first byte flipped. */
function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

describe('a slot file that holds one', () => {
  async function aFile() {
    const { make, rootKey } = stand;
    const keychainSlot = await createKeychainSlot({ crypto, instanceId, ...mapKeychain() }, slotName('Keychain'), rootKey);
    const slots = [await make(), keychainSlot];
    return { rootKey, slots, content: encodeSlotFile({ crypto, rootKey }, { instanceId, sequence: 1, slots }) };
  }

  test('is of a format that says so to who knows none', async () => {
    const { content, slots, rootKey } = await aFile();
    const file = parseSlotFile(content);
    expect(file).toMatchObject({ format: 2, slots });
    checkSlotFile({ crypto, rootKey }, file);
  });

  const damaged = expect.objectContaining({ code: 'SlotFileDamaged' }) as unknown;
  const edits: [string, (slot: Record<string, Record<string, unknown>>) => unknown][] = [
    ['a path that is none', (slot) => Object.assign(slot['parameters']?.['library'] ?? {}, { path: 'token.so' })],
    ['a path on another machine', (slot) => Object.assign(slot['parameters']?.['library'] ?? {}, { path: '\\\\there\\token.dll' })],
    ['an object that is none', (slot) => Object.assign(slot['parameters'] ?? {}, { object: 'ff' })],
    ['another algorithm', (slot) => Object.assign(slot['parameters'] ?? {}, { algorithm: 'A128GCM' })],
    ['a secret of another length', (slot) => Object.assign(slot['parameters'] ?? {}, { algorithm: 'RSA-OAEP-256' })],
    ['a member too many', (slot) => Object.assign(slot['parameters'] ?? {}, { more: 1 })],
  ];
  test.each(edits)('with %s is refused', async (_with, edit) => {
    const { content } = await aFile();
    const file = JSON.parse(fromUtf8(content)) as { slots: Record<string, Record<string, unknown>>[] };
    edit(file.slots[0] ?? {});
    expect(() => parseSlotFile(canonicalBytes(file))).toThrow(damaged);
  });

  test('is refused as one of the first format', async () => {
    const { content } = await aFile();
    const file = JSON.parse(fromUtf8(content)) as object;
    expect(() => parseSlotFile(canonicalBytes({ ...file, format: 1 }))).toThrow(damaged);
  });
});
