import { createMemoryHsmHosts, newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { canonicalBytes } from '../../../app/seal/canonical-json.ts';
import { createHsmSlot } from '../../../app/seal/hsm-slot.ts';
import { createKeychainSlot } from '../../../app/seal/keychain-slot.ts';
import { encodeSlotFile } from '../../../app/seal/slot-file.ts';
import { crypto, fromUtf8, mapKeychain, utf8 } from '../../app/seal/sealing.ts';
import { keyTool } from '../../support/key-tool.ts';
import { hex, instanceId } from './draw-house.ts';
import type { Expected, SlotVectors, Way } from './vector.ts';

type Case = SlotVectors['cases'][number];
type Parameters = Record<string, unknown> & { library: Record<string, unknown>; token: Record<string, unknown> };
type Slot = Record<string, unknown> & { parameters: Parameters };
type File = Record<string, unknown> & { slots: Slot[] };

const library = { path: '/usr/lib/token/“é”.so', parameters: "configdir='sql:/srv/token'" };
const object = '00112233445566778899aabbccddeeff';

/** A slot file with a slot in a token, and the key that the token has. @param lacks what the token can't do */
async function drawFile(rootKey: Uint8Array, lacks: readonly string[], digit: number) {
  const token = { ...newMemoryToken('0042', 'Office “HSM”'), isOpen: true, lacks };
  const hsm = createMemoryHsmHosts(keyTool.keyCrypto, { tokens: [token], libraries: [] });
  const id = `${String(digit).repeat(8)}-1111-4111-8111-111111111111`;
  hsm.apply([{ id, ...library }]);
  const [sight] = hsm.current()[0]?.tokens ?? [];
  if (!sight) throw new Error('no token');
  const name = { id, label: 'Token “é”', createdOn: 1_760_000_000_000 };
  const slot = await createHsmSlot(
    { crypto, keyCrypto: keyTool.keyCrypto, hsm, instanceId },
    name,
    { token: sight, library, object },
    rootKey,
  );
  const beside = await createKeychainSlot(
    { crypto, instanceId, ...mapKeychain() },
    { ...name, id: '99999999-1111-4111-8111-111111111111' },
    rootKey,
  );
  const file = fromUtf8(encodeSlotFile({ crypto, rootKey }, { instanceId, sequence: 3, slots: [slot, beside] }));
  return { id, file, key: hex(token.keys.get(object)?.material ?? utf8('')) };
}

/** The same text with one bit of its first byte flipped, where the text is base64url. */
function flip(text: unknown): string {
  const bytes = Buffer.from(String(text), 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

const edits: readonly (readonly [string, Expected, (slot: Slot, file: File) => unknown])[] = [
  ['another label', 'closed', (slot) => (slot['label'] = 'Other')],
  ['another path', 'closed', ({ parameters }) => (parameters.library['path'] = '/usr/lib/other.so')],
  ['other parameters', 'closed', ({ parameters }) => (parameters.library['parameters'] = '')],
  ['another object', 'closed', ({ parameters }) => (parameters['object'] = 'f'.repeat(32))],
  ['bit flipped in the sealed secret', 'closed', ({ parameters }) => (parameters['sealedSecret'] = flip(parameters['sealedSecret']))],
  ['bit flipped in the commitment', 'closed', (slot) => (slot['commitment'] = flip(slot['commitment']))],
  ['bit flipped in the wrapped key', 'closed', (slot) => (slot['wrappedKey'] = flip(slot['wrappedKey']))],
  ['another sequence', 'IntegrityViolation', (_slot, file) => (file['sequence'] = 4)],
  ['the other slot renamed', 'IntegrityViolation', (_slot, { slots }) => Object.assign(slots[1] ?? {}, { label: 'Other' })],
  ['format 1', 'SlotFileDamaged', (_slot, file) => (file['format'] = 1)],
  ['newer format', 'StoreNewer', (_slot, file) => Object.assign(file, { format: 99, news: true })],
  ['a path that is none', 'SlotFileDamaged', ({ parameters }) => (parameters.library['path'] = 'token.so')],
  ['an object that is none', 'SlotFileDamaged', ({ parameters }) => (parameters['object'] = 'FF')],
  ['an algorithm that there is not', 'SlotFileDamaged', ({ parameters }) => (parameters['algorithm'] = 'A128GCM')],
  ['a secret of another length', 'SlotFileDamaged', ({ parameters }) => (parameters['sealedSecret'] = 'AAAA')],
  ['unknown member of the token', 'SlotFileDamaged', ({ parameters }) => (parameters.token['more'] = '1')],
  ['no library', 'SlotFileDamaged', ({ parameters }) => Reflect.deleteProperty(parameters, 'library')],
];

async function drawKind(rootKey: Uint8Array, kind: 'aes' | 'rsa'): Promise<Case[]> {
  const isAes = kind === 'aes';
  const { id, file: good, key } = await drawFile(rootKey, isAes ? [] : ['A256GCM'], isAes ? 5 : 6);
  const another = await keyTool.keyCrypto.generate(
    isAes ? { family: 'oct', bits: 256 } : { family: 'RSA', bits: 3072 },
    new AbortController().signal,
  );
  const way = (material: string): Way => (isAes ? { aes: material } : { rsa: material });
  const edited = (edit: (slot: Slot, file: File) => unknown): string => {
    const file = JSON.parse(good) as File;
    if (file.slots[0]) edit(file.slots[0], file);
    return fromUtf8(canonicalBytes(file));
  };
  return [
    { name: `${kind}: right key`, file: good, slot: id, way: way(key), expected: 'opens' },
    { name: `${kind}: another key`, file: good, slot: id, way: way(hex(another.material)), expected: 'closed' },
    ...edits.map(([what, expected, edit]): Case => ({ name: `${kind}: ${what}`, file: edited(edit), slot: id, way: way(key), expected })),
  ];
}

/** Slots whose key is in a token, by AES-256-GCM and by RSA-OAEP. */
export async function drawHsmSlots(rootKey: Uint8Array): Promise<SlotVectors> {
  return { rootKey: hex(rootKey), cases: [...(await drawKind(rootKey, 'aes')), ...(await drawKind(rootKey, 'rsa'))] };
}
