import { canonicalBytes } from '../../../app/seal/canonical-json.ts';
import { createKeychainSlot } from '../../../app/seal/keychain-slot.ts';
import { createPassphraseSlot } from '../../../app/seal/passphrase-slot.ts';
import { formatShare, parseShare, type Share } from '../../../app/seal/share.ts';
import { createShareSlot } from '../../../app/seal/share-slot.ts';
import { encodeSlotFile } from '../../../app/seal/slot-file.ts';
import { argon2, crypto, floor, fromUtf8, mapKeychain, secretSharing, utf8 } from '../../app/seal/sealing.ts';
import { hex, instanceId } from './draw-house.ts';
import type { Expected, SlotVectors, Way } from './vector.ts';

type Slot = Record<string, unknown> & { id: string; parameters: Record<string, unknown> };
type File = Record<string, unknown> & { slots: Slot[] };
type Case = SlotVectors['cases'][number];
type Ground = Awaited<ReturnType<typeof drawGround>>;

/** The slots in the order of the file. */
const order = ['passphrase', 'shares', 'keychain'] as const;
const otherId = '99999999-1111-4111-8111-111111111111';

/** The same text with one bit of one of its bytes flipped, where the text is base64url. */
function flip(text: unknown, index: number): string {
  const bytes = Buffer.from(String(text), 'base64url');
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** A slot file with a slot of every kind, and what opens them. */
async function drawGround(rootKey: Uint8Array) {
  const { items, keychain } = mapKeychain();
  const deps = { crypto, instanceId, passphraseHash: argon2, secretSharing, keychain };
  const passphrase = utf8('correct horse battery staple ✓');
  const name = (digit: number, label: string) => ({
    id: `${String(digit).repeat(8)}-1111-4111-8111-111111111111`,
    label,
    createdOn: 1_760_000_000_000,
  });
  const split = { count: 5, threshold: 3 };
  const first = await createPassphraseSlot(deps, name(1, 'Passphrase “é”'), { passphrase, rootKey }, floor);
  const { slot: second, shares } = await createShareSlot(deps, name(2, 'Board'), split, rootKey);
  const third = await createKeychainSlot(deps, name(3, 'This computer'), rootKey);
  const foreign = await createShareSlot(deps, name(4, 'Others'), split, rootKey);
  const good = fromUtf8(encodeSlotFile({ crypto, rootKey }, { instanceId, sequence: 3, slots: [first, second, third] }));
  const texts = shares.map(fromUtf8);
  const ways: Record<(typeof order)[number], Way> = {
    passphrase: { passphrase: hex(passphrase) },
    shares: { shares: texts.slice(0, 3) },
    keychain: { keychain: hex(items.get(`slot/${instanceId}/${third.id}`) ?? utf8('')) },
  };
  const edited = (edit: (file: File) => unknown): string => {
    const file = JSON.parse(good) as File;
    edit(file);
    return fromUtf8(canonicalBytes(file));
  };
  return {
    good,
    texts,
    foreign,
    ways,
    ids: { passphrase: first.id, shares: second.id, keychain: third.id },
    edited,
    editedSlot: (kind: (typeof order)[number], edit: (slot: Slot) => unknown): string =>
      edited((file) => file.slots.filter((slot) => slot['kind'] === kind).forEach(edit)),
  };
}

/** A case about one slot, opened as it should be unless another way is given. */
function aCase(
  ground: Ground,
  name: string,
  about: { kind: (typeof order)[number]; file?: string; way?: Way; slot?: string },
  expected: Expected,
): Case {
  const { kind, file = ground.good, way = ground.ways[kind], slot = ground.ids[kind] } = about;
  return { name, file, slot, way, expected };
}

function drawSecrets(ground: Ground): Case[] {
  const { ways, editedSlot } = ground;
  const wrong = { passphrase: hex(utf8('correct horse battery staple')) };
  const decomposed = editedSlot('passphrase', (slot) => (slot['label'] = 'Passphrase “e\u0301”'));
  return [
    aCase(ground, 'right passphrase', { kind: 'passphrase' }, 'opens'),
    aCase(ground, 'wrong passphrase', { kind: 'passphrase', way: wrong }, 'closed'),
    aCase(ground, 'empty passphrase', { kind: 'passphrase', way: { passphrase: '' } }, 'closed'),
    aCase(ground, 'label in another normal form', { kind: 'passphrase', file: decomposed }, 'closed'),
    aCase(ground, 'right keychain secret', { kind: 'keychain' }, 'opens'),
    aCase(ground, 'wrong keychain secret', { kind: 'keychain', way: { keychain: '00'.repeat(32) } }, 'closed'),
    aCase(ground, 'secret of one slot for another', { kind: 'shares', way: ways.keychain }, 'closed'),
  ];
}

function forge(text: string, lie: (share: Share) => Partial<Share>): string {
  const share = parseShare(crypto, utf8(text));
  if (!share) throw new Error('own share not read');
  return fromUtf8(formatShare(crypto, { ...share, ...lie(share) }));
}

function drawShares(ground: Ground): Case[] {
  const [one = '', two = '', three = '', four = '', five = ''] = ground.texts;
  const foreign = fromUtf8(ground.foreign.shares[0] ?? utf8(''));
  const shares = (name: string, given: string[], expected: Expected) =>
    aCase(ground, name, { kind: 'shares', way: { shares: given } }, expected);
  const otherPart = ({ part }: Share) => ({ part: part.map((byte, index) => (index === 9 ? byte ^ 1 : byte)) });
  const typed = [
    one.toLowerCase(),
    two.replaceAll('-', ' '),
    ` ${three.replaceAll('-', '\u2013').replaceAll('0', 'o').replaceAll('1', 'l')}\n`,
  ];
  return [
    shares('shares 1 2 3', [one, two, three], 'opens'),
    shares('shares 5 3 1', [five, three, one], 'opens'),
    shares('shares 2 4 5 1', [two, four, five, one], 'opens'),
    shares('shares as people type them', typed, 'opens'),
    shares('two shares', [one, two], 'SharesTooFew'),
    shares('the same share twice', [one, two, one], 'SharesTooFew'),
    shares('no share', [], 'SharesTooFew'),
    shares('truncated share', [one, two.slice(0, -4), three], 'ShareInvalid 1'),
    shares('mistyped share', [one, two, three.replace(/.$/, (digit) => (digit === 'Z' ? 'Y' : 'Z'))], 'ShareInvalid 2'),
    shares('share with a letter that is no digit', [`U${one.slice(1)}`], 'ShareInvalid 0'),
    shares('share of another slot', [one, foreign, three], 'ShareForeign 1'),
    shares('forged part with a right checksum', [one, two, forge(three, otherPart)], 'closed'),
    shares('two parts with one x coordinate', [one, forge(one, otherPart)], 'ShareInvalid 1'),
    shares('share of a lower threshold', [forge(one, () => ({ threshold: 2 }))], 'ShareInvalid 0'),
    shares('share with a number that there is not', [forge(one, () => ({ index: 6 }))], 'ShareInvalid 0'),
  ];
}

const envelopePart = { format: 0, algorithm: 1, nonce: 2, ciphertext: 14, tag: 61 } as const;

/** Every bound field of a slot of every kind. */
function drawBindings(ground: Ground): Case[] {
  const { edited, editedSlot } = ground;
  return order.flatMap((kind, index) => {
    const closed = (what: string, edit: (slot: Slot) => unknown) =>
      aCase(ground, `${kind}: ${what}`, { kind, file: editedSlot(kind, edit) }, 'closed');
    const swapped = edited((file) => {
      const [a, b] = [file.slots[index], file.slots[(index + 1) % order.length]];
      if (a && b) [a['wrappedKey'], b['wrappedKey']] = [b['wrappedKey'], a['wrappedKey']];
    });
    const renumbered = editedSlot(kind, (slot) => (slot.id = otherId));
    return [
      closed('another label', (slot) => (slot['label'] = 'Other')),
      closed('another date', (slot) => (slot['createdOn'] = 1_760_000_000_001)),
      ...Object.entries(envelopePart).map(([part, at]) =>
        closed(`bit flipped in the envelope’s ${part}`, (slot) => (slot['wrappedKey'] = flip(slot['wrappedKey'], at))),
      ),
      closed('bit flipped in the commitment', (slot) => (slot['commitment'] = flip(slot['commitment'], 31))),
      aCase(ground, `${kind}: wrapped key exchanged with another slot’s`, { kind, file: swapped }, 'closed'),
      aCase(ground, `${kind}: another id`, { kind, file: renumbered, slot: otherId }, 'closed'),
      aCase(ground, `${kind}: another instance`, { kind, file: edited((file) => (file['instanceId'] = otherId)) }, 'closed'),
    ];
  });
}

function drawParameters(ground: Ground): Case[] {
  const { editedSlot } = ground;
  const cost = (name: string, argon2id: string, expected: Expected) => {
    const file = editedSlot('passphrase', (slot) => {
      slot.parameters['argon2id'] = String(slot.parameters['argon2id']).replace(/m=.*\$/, argon2id);
    });
    return aCase(ground, `${name} ${argon2id}`, { kind: 'passphrase', file }, expected);
  };
  const other = editedSlot('passphrase', (slot) => {
    slot.parameters['argon2id'] = String(slot.parameters['argon2id']).replace('argon2id', 'argon2i');
  });
  const parameter = (name: string, value: number) => editedSlot('shares', (slot) => (slot.parameters[name] = value));
  return [
    cost('another cost', 'm=65536,t=4,p=4$', 'closed'),
    ...['m=65535,t=4,p=4$', 'm=65536,t=2,p=4$', 'm=8,t=1,p=1$'].map((it) => cost('below the floor', it, 'SlotFileDamaged')),
    ...['m=4194305,t=3,p=4$', 'm=65536,t=21,p=4$', 'm=65536,t=3,p=17$'].map((it) => cost('above the ceiling', it, 'SlotFileDamaged')),
    cost('leading zero', 'm=065536,t=3,p=4$', 'SlotFileDamaged'),
    aCase(ground, 'another Argon2', { kind: 'passphrase', file: other }, 'SlotFileDamaged'),
    aCase(ground, 'threshold above the count', { kind: 'shares', file: parameter('threshold', 6) }, 'SlotFileDamaged'),
    aCase(ground, 'another count', { kind: 'shares', file: parameter('count', 6) }, 'closed'),
  ];
}

function drawShapes(ground: Ground): Case[] {
  const { good, edited, editedSlot } = ground;
  const shape = (name: string, file: string, expected: Expected = 'SlotFileDamaged') =>
    aCase(ground, name, { kind: 'keychain', file }, expected);
  return [
    shape(
      'newer format',
      edited((file) => Object.assign(file, { format: 99, news: true })),
      'StoreNewer',
    ),
    shape(
      'no format',
      edited((file) => delete file['format']),
    ),
    shape(
      'unknown member',
      edited((file) => (file['more'] = 1)),
    ),
    shape(
      'unknown member of a slot',
      editedSlot('keychain', (slot) => (slot['more'] = 1)),
    ),
    shape(
      'unknown kind',
      editedSlot('keychain', (slot) => (slot['kind'] = 'hope')),
    ),
    shape(
      'short commitment',
      editedSlot('keychain', (slot) => (slot['commitment'] = 'AAAA')),
    ),
    shape(
      'padded base64',
      editedSlot('keychain', (slot) => (slot['commitment'] = `${String(slot['commitment'])}=`)),
    ),
    shape(
      'one slot twice',
      edited((file) => file.slots.push(...file.slots.slice(0, 1))),
    ),
    shape('indented', JSON.stringify(JSON.parse(good), null, 1)),
    shape('cut short', good.slice(0, -1)),
    shape('line end', `${good}\n`),
    shape('empty', ''),
  ];
}

/** What only the MAC shows, after a slot has opened. */
function drawForgeries(ground: Ground): Case[] {
  const { edited, editedSlot, foreign } = ground;
  const forged = (name: string, file: string) => aCase(ground, name, { kind: 'keychain', file }, 'IntegrityViolation');
  return [
    forged(
      'older sequence',
      edited((file) => (file['sequence'] = 2)),
    ),
    forged(
      'slot removed',
      edited((file) => file.slots.shift()),
    ),
    forged(
      'slot added',
      edited((file) => file.slots.push({ ...foreign.slot })),
    ),
    forged(
      'slots in another order',
      edited((file) => file.slots.reverse()),
    ),
    forged(
      'another slot renamed',
      editedSlot('passphrase', (slot) => (slot['label'] = 'Other')),
    ),
    forged(
      'bit flipped in the MAC',
      edited((file) => (file['mac'] = flip(file['mac'], 0))),
    ),
  ];
}

export async function drawSlots(rootKey: Uint8Array): Promise<SlotVectors> {
  const ground = await drawGround(rootKey);
  const groups = [drawSecrets, drawShares, drawBindings, drawParameters, drawShapes, drawForgeries];
  return { rootKey: hex(rootKey), cases: groups.flatMap((draw) => draw(ground)) };
}
