import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { canonicalBytes } from '../../../app/seal/canonical-json.ts';
import { createKeychainSlot, openKeychainSlot } from '../../../app/seal/keychain-slot.ts';
import { createPassphraseSlot, openPassphraseSlot } from '../../../app/seal/passphrase-slot.ts';
import { createShareSlot, openShareSlot } from '../../../app/seal/share-slot.ts';
import { describeSlot, type StoredSlot } from '../../../app/seal/slot.ts';
import { checkSlotFile, encodeSlotFile, parseSlotFile, type SlotFile } from '../../../app/seal/slot-file.ts';
import { cheapHash, crypto, flips, fromUtf8, instanceId, mapKeychain, secretSharing, slotName, utf8 } from './sealing.ts';

async function aFile() {
  const rootKey = crypto.random(32);
  const { keychain } = mapKeychain();
  const deps = { crypto, instanceId, passphraseHash: cheapHash, secretSharing, keychain };
  const passphrase = utf8('correct horse battery staple');
  const passphraseSlot = await createPassphraseSlot(deps, slotName('Passphrase'), { passphrase, rootKey });
  const { slot: shareSlot, shares } = await createShareSlot(deps, slotName('Shares'), { count: 3, threshold: 2 }, rootKey);
  const keychainSlot = await createKeychainSlot(deps, slotName('Keychain'), rootKey);
  const slots: StoredSlot[] = [passphraseSlot, shareSlot, keychainSlot];
  const content = encodeSlotFile({ crypto, rootKey }, { instanceId, sequence: 7, slots });

  /** Opens a slot by whatever its kind needs. */
  const open = (file: SlotFile, slot: StoredSlot): Promise<Uint8Array | undefined> => {
    const its = { ...deps, instanceId: file.instanceId };
    switch (slot.kind) {
      case 'passphrase':
        return openPassphraseSlot(its, slot, passphrase);
      case 'shares':
        return openShareSlot(its, slot, shares);
      case 'keychain':
        return openKeychainSlot(its, slot);
      case 'hsm':
        throw new Error('there is none in this file');
    }
  };
  return { rootKey, content, slots, open };
}

/** The file with something else in it, as canonical as before. */
const edited = (content: Uint8Array, edit: (file: Record<string, unknown>) => object): Uint8Array =>
  canonicalBytes(edit(JSON.parse(fromUtf8(content)) as Record<string, unknown>));

const damaged: unknown = expect.objectContaining({ code: 'SlotFileDamaged' });
const violation: unknown = expect.objectContaining({ code: 'IntegrityViolation', data: { what: 'slot-file', id: instanceId } });

describe('a slot file', () => {
  test('is read as it was written, and every slot in it opens', async () => {
    const { content, slots, rootKey, open } = await aFile();
    const file = parseSlotFile(content);
    expect(file).toMatchObject({ format: 1, instanceId, sequence: 7, slots });
    for (const slot of file.slots) expect(await open(file, slot)).toEqual(rootKey);
    checkSlotFile({ crypto, rootKey }, file);
  });

  test('holds neither root key nor any secret', async () => {
    const { content, rootKey } = await aFile();
    expect(fromUtf8(content)).not.toContain(Buffer.from(rootKey).toString('base64url'));
    expect(Buffer.from(content).indexOf(Buffer.from(rootKey))).toBe(-1);
  });

  test('with any bit flipped is refused, or opens nothing, or is found out when it has opened', async () => {
    const { content, rootKey, open } = await aFile();
    for (const flipped of flips(content)) {
      const outcome = await survive(flipped, rootKey, open);
      expect(outcome).not.toBe('accepted');
    }
  }, 60_000);

  test('written by a house with another root key is found out', async () => {
    const { content, slots, rootKey } = await aFile();
    const foreign = encodeSlotFile({ crypto, rootKey: crypto.random(32) }, { instanceId, sequence: 7, slots });
    expect(() => checkSlotFile({ crypto, rootKey }, parseSlotFile(foreign))).toThrow(violation);
    checkSlotFile({ crypto, rootKey }, parseSlotFile(content));
  });

  const edits: [string, (file: SlotFile, other: StoredSlot) => SlotFile][] = [
    ['another sequence', (file) => ({ ...file, sequence: 8 })],
    ['a slot less', (file) => ({ ...file, slots: file.slots.slice(1) })],
    ['a slot more', (file, other) => ({ ...file, slots: [...file.slots, other] })],
    ['slots in another order', (file) => ({ ...file, slots: file.slots.toReversed() })],
    ['another label', (file) => ({ ...file, slots: file.slots.map((slot) => ({ ...slot, label: 'Other' })) })],
  ];
  test.each(edits)('with %s is found out', async (_, edit) => {
    const { content, rootKey } = await aFile();
    const [other] = (await aFile()).slots;
    if (other === undefined) throw new Error('no slot');
    const file = parseSlotFile(canonicalBytes(edit(parseSlotFile(content), other)));
    expect(() => checkSlotFile({ crypto, rootKey }, file)).toThrow(violation);
  });

  test('of a newer format says so', async () => {
    const { content } = await aFile();
    const newer = edited(content, (file) => ({ ...file, format: 3, surprise: true }));
    expect(() => parseSlotFile(newer)).toThrow(expect.objectContaining({ code: 'StoreNewer', data: { found: 3, known: 2 } }));
  });

  const broken: [string, (content: Uint8Array) => Uint8Array][] = [
    ['empty', () => utf8('')],
    ['cut short', (content) => content.subarray(0, content.length - 1)],
    ['longer', (content) => Uint8Array.of(...content, 0x0a)],
    ['not UTF-8', (content) => Uint8Array.of(0xff, ...content)],
    ['after a byte order mark', (content) => Uint8Array.of(0xef, 0xbb, 0xbf, ...content)],
    ['indented', (content) => utf8(JSON.stringify(JSON.parse(fromUtf8(content)), null, 1))],
    ['with a member twice', (content) => utf8(fromUtf8(content).replace('"format":1', '"format":1,"format":1'))],
    ['null', () => utf8('null')],
    ['an array', () => utf8('[]')],
    ['without a format', (content) => edited(content, (file) => ({ ...file, format: undefined }))],
    ['of format 2 without a slot that needs it', (content) => edited(content, (file) => ({ ...file, format: 2 }))],
    ['of format 0', (content) => edited(content, (file) => ({ ...file, format: 0 }))],
    ['of format 1.5', (content) => edited(content, (file) => ({ ...file, format: 1.5 }))],
    ['of format "2"', (content) => edited(content, (file) => ({ ...file, format: '2' }))],
    ['with a member too many', (content) => edited(content, (file) => ({ ...file, extra: 1 }))],
    ['without a MAC', (content) => edited(content, (file) => ({ ...file, mac: undefined }))],
    ['with a short MAC', (content) => edited(content, (file) => ({ ...file, mac: 'AAAA' }))],
    ['without slots', (content) => edited(content, (file) => ({ ...file, slots: [] }))],
    ['of sequence 0', (content) => edited(content, (file) => ({ ...file, sequence: 0 }))],
    ['larger than any', (content) => edited(content, (file) => ({ ...file, instanceId: 'a'.repeat(70_000) }))],
    ['deeper than any', () => utf8('['.repeat(60_000))],
  ];
  test.each(broken)('that is %s is refused', async (_, breakIt) => {
    const { content } = await aFile();
    expect(() => parseSlotFile(breakIt(content))).toThrow(damaged);
  });

  test('is not written with a root key that was zeroed meanwhile', async () => {
    const { slots } = await aFile();
    const writing = () => encodeSlotFile({ crypto, rootKey: new Uint8Array(32) }, { instanceId, sequence: 8, slots });
    expect(writing).toThrow(expect.objectContaining({ code: 'InstanceSealed' }));
  });

  test('with two slots of one id, or with more slots than there can be, is neither written nor read', async () => {
    const { slots, rootKey } = await aFile();
    const [slot] = slots;
    if (slot === undefined) throw new Error('no slot');
    const many = Array.from({ length: 33 }, () => ({ ...slot, id: slotName().id }));
    for (const wrong of [[slot, slot], many]) {
      expect(() => encodeSlotFile({ crypto, rootKey }, { instanceId, sequence: 1, slots: wrong })).toThrow(damaged);
    }
  });

  test('whatever the bytes, reading them fails by the expected errors only', async () => {
    const { content } = await aFile();
    const spliced = fc
      .tuple(fc.nat(content.length), fc.nat(content.length), fc.uint8Array({ maxLength: 40 }))
      .map(([from, to, middle]) => Uint8Array.of(...content.subarray(0, from), ...middle, ...content.subarray(to)));
    const json = fc.jsonValue().map((value) => utf8(JSON.stringify(value)));
    const member = fc
      .tuple(fc.constantFrom('format', 'instanceId', 'sequence', 'slots', 'mac'), fc.jsonValue())
      .map(([name, value]) => edited(content, (file) => ({ ...file, [name]: value })));
    fc.assert(
      fc.property(fc.oneof(spliced, json, member, fc.uint8Array()), (bytes) => {
        try {
          parseSlotFile(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(VaultError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** What becomes of a slot file that is not as it was written. */
async function survive(
  content: Uint8Array,
  rootKey: Uint8Array,
  open: (file: SlotFile, slot: StoredSlot) => Promise<Uint8Array | undefined>,
): Promise<'refused' | 'closed' | 'found out' | 'accepted'> {
  try {
    const file = parseSlotFile(content);
    const opened = await Promise.all(file.slots.map((slot) => open(file, slot).catch(refusal)));
    const keys = opened.filter((key) => key !== undefined);
    // A slot may still open, but never to another key than the house's.
    for (const key of keys) expect(key).toEqual(rootKey);
    if (keys.length === 0) return 'closed';
    checkSlotFile({ crypto, rootKey }, file);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(VaultError);
    return error instanceof VaultError && error.code === 'IntegrityViolation' ? 'found out' : 'refused';
  }
}

function refusal(error: unknown): undefined {
  expect(error).toBeInstanceOf(VaultError);
  return undefined;
}

test('what anyone may know of a slot holds nothing that helps to open it', async () => {
  const { slots } = await aFile();
  expect(slots.map((slot) => describeSlot(crypto, slot))).toEqual([
    { id: slots[0]?.id, kind: 'passphrase', label: 'Passphrase', createdOn: 1_700_000_000_000 },
    { id: slots[1]?.id, kind: 'shares', label: 'Shares', createdOn: 1_700_000_000_000, count: 3, threshold: 2 },
    { id: slots[2]?.id, kind: 'keychain', label: 'Keychain', createdOn: 1_700_000_000_000 },
  ]);
});
