// A second reader of the house's keys, written from docs/format-keys.md alone: it shares no line with the application.
import {
  argon2Sync,
  constants,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  hkdfSync,
  privateDecrypt,
  timingSafeEqual,
} from 'node:crypto';
import type { Binding, FactorVectors, HouseKeyVectors, Fields, KeyRow, MarkVectors, MaterialVectors, ValueVectors, Way } from './vector.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Field = string | number | boolean | null | Buffer;
interface Slot {
  id: string;
  kind: string;
  label: string;
  createdOn: number;
  parameters: { [name: string]: Json };
  commitment: string;
  wrappedKey: string;
}

class Refused extends Error {}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest();
const hkdf = (key: Buffer, info: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), info, 32));
const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** RFC 8785, for values that came from JSON. */
function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`;
}

function bind(purpose: string, ...fields: Field[]): Buffer {
  const encode = (field: Field): [number, Buffer] => {
    if (field === null) return [0, Buffer.alloc(0)];
    if (Buffer.isBuffer(field)) return [1, field];
    if (typeof field === 'string') return [2, Buffer.from(field)];
    if (typeof field === 'boolean') return [4, Buffer.of(field ? 1 : 0)];
    const integer = Buffer.alloc(8);
    integer.writeBigInt64BE(BigInt(field));
    return [3, integer];
  };
  return Buffer.concat(
    [purpose, ...fields].map(encode).flatMap(([kind, body]) => {
      const head = Buffer.of(kind, 0, 0, 0, 0);
      head.writeUInt32BE(body.length, 1);
      return [head, body];
    }),
  );
}

function open(key: Buffer, bound: Buffer, envelope: Buffer): Buffer | undefined {
  if (envelope.length < 30 || envelope[0] !== 1 || envelope[1] !== 1) return undefined;
  const gcm = createDecipheriv('aes-256-gcm', key, envelope.subarray(2, 14), { authTagLength: 16 });
  gcm.setAAD(Buffer.concat([envelope.subarray(0, 2), bound])).setAuthTag(envelope.subarray(-16));
  try {
    return Buffer.concat([gcm.update(envelope.subarray(14, -16)), gcm.final()]);
  } catch {
    return undefined;
  }
}

const fromRoot = (rootKey: Buffer, instanceId: string, purpose: string): Buffer =>
  hkdf(rootKey, bind(`strongroom/v1/root/${purpose}`, instanceId));

// Slot file

function base64(text: Json | undefined, lengthBytes: number): Buffer {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64url');
  if (bytes.length !== lengthBytes || bytes.toString('base64url') !== text) throw new Refused('SlotFileDamaged');
  return bytes;
}

const demand = (condition: boolean): void => {
  if (!condition) throw new Refused('SlotFileDamaged');
};
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const isUuid = (text: Json | undefined): boolean => typeof text === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const isBetween = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const hasOnly = (value: object, ...names: string[]): boolean => Object.keys(value).sort().join() === names.sort().join();

interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
  nonce: Buffer;
}

/** @param passphrase in hexadecimal */
export const argon2id = (cost: Cost, passphrase: string): Buffer =>
  argon2Sync('argon2id', { ...cost, message: hex(passphrase), tagLength: 32 });

function readCost(text: Json | undefined): Cost {
  const [, m, t, p, salt] = /^\$argon2id\$v=19\$m=([1-9]\d*),t=([1-9]\d*),p=([1-9]\d*)\$([\w+/]{22})$/.exec(textOf(text)) ?? [];
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  demand(isBetween(cost.memory, 65_536, 4_194_304) && cost.memory * cost.passes >= 196_608);
  demand(isBetween(cost.passes, 1, 20) && isBetween(cost.parallelism, 1, 16));
  return { ...cost, nonce: base64(salt?.replaceAll('+', '-').replaceAll('/', '_'), 16) };
}

function checkSlot(slot: Slot): void {
  demand(hasOnly(slot, 'id', 'kind', 'label', 'createdOn', 'parameters', 'commitment', 'wrappedKey'));
  demand(isUuid(slot.id) && slot.label.length >= 1 && slot.label.length <= 100 && isBetween(slot.createdOn, 0, 8.64e15));
  base64(slot.commitment, 32);
  base64(slot.wrappedKey, 62);
  const { setId, count, threshold } = slot.parameters;
  if (slot.kind === 'passphrase') {
    demand(hasOnly(slot.parameters, 'argon2id'));
    readCost(slot.parameters['argon2id']);
  } else if (slot.kind === 'shares') {
    demand(hasOnly(slot.parameters, 'setId', 'count', 'threshold') && /^[0-9A-HJKMNP-TV-Z]{8}$/.test(textOf(setId)));
    demand(isBetween(count, 2, 10) && isBetween(threshold, 2, Number(count)));
  } else if (slot.kind === 'hsm') checkPlace(slot.parameters);
  else demand(slot.kind === 'keychain' && hasOnly(slot.parameters));
}

const isText = (text: Json | undefined, most: number): boolean => typeof text === 'string' && text.length <= most;

function checkPlace({ library, token, object, algorithm, sealedSecret, ...more }: Slot['parameters']): void {
  demand(hasOnly(more) && isRecord(library) && isRecord(token));
  if (!isRecord(library) || !isRecord(token)) return;
  demand(hasOnly(library, 'path', 'parameters') && hasOnly(token, 'manufacturer', 'model', 'serial', 'label'));
  demand(/^(?:\/|[A-Za-z]:\\)\P{Cc}+$/u.test(textOf(library['path'])) && isText(library['path'], 1024));
  demand(isText(library['parameters'], 1024) && /^\P{Cc}*$/u.test(textOf(library['parameters'])));
  demand(Object.values(token).every((text) => isText(text, 128)) && /^[0-9a-f]{32}$/.test(textOf(object)));
  demand(algorithm === 'A256GCM' || algorithm === 'RSA-OAEP-256');
  base64(sealedSecret, algorithm === 'A256GCM' ? 60 : 384);
}

const isRecord = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readFile(text: string): { file: { [name: string]: Json }; slots: Slot[] } {
  demand(Buffer.byteLength(text) <= 65_536);
  let file: { [name: string]: Json };
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    throw new Refused('SlotFileDamaged');
  }
  demand(file !== null && typeof file === 'object');
  if (isBetween(file['format'], 3, Number.MAX_SAFE_INTEGER)) throw new Refused('StoreNewer');
  demand(isBetween(file['format'], 1, 2) && canonical(file) === text && hasOnly(file, 'format', 'instanceId', 'sequence', 'slots', 'mac'));
  demand(isUuid(file['instanceId']) && isBetween(file['sequence'], 1, Number.MAX_SAFE_INTEGER) && Array.isArray(file['slots']));
  base64(file['mac'], 32);
  const slots = file['slots'] as unknown as Slot[];
  demand(isBetween(slots.length, 1, 32) && new Set(slots.map((slot) => slot.id)).size === slots.length);
  slots.forEach(checkSlot);
  demand(file['format'] === (slots.some(({ kind }) => kind === 'hsm') ? 2 : 1));
  return { file, slots };
}

// Shares

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(text: string, length: number): Buffer | undefined {
  const plain = text
    .replace(/[\s\-\u2000-\u203f]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const bits = Array.from(plain, (digit) => digits.indexOf(digit).toString(2).padStart(5, '0')).join('');
  if (plain.length !== length || bits.includes('-')) return undefined;
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Multiplication in GF(2^8) modulo x⁸ + x⁴ + x³ + x + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 14; bit >= 8; bit -= 1) if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  return product;
}

/** a⁻¹ is a to the power of 254. */
const inverse = (a: number): number => Array.from({ length: 254 }).reduce<number>((power) => times(power, a), 1);

function combine(parts: Buffer[]): Buffer {
  const x = (part: Buffer): number => part[32] ?? 0;
  const weights = parts.map((part) =>
    parts.filter((other) => other !== part).reduce((weight, other) => times(weight, times(x(other), inverse(x(other) ^ x(part)))), 1),
  );
  return Buffer.from(
    Array.from({ length: 32 }, (_, at) => parts.reduce((sum, part, index) => sum ^ times(part[at] ?? 0, weights[index] ?? 0), 0)),
  );
}

function readShare(text: string, position: number): { set: string; threshold: number; index: number; part: Buffer } {
  const share = base32(text, 72);
  const sum = share && sha256(Buffer.concat([Buffer.from('strongroom/v1/share'), share.subarray(0, 41)])).subarray(0, 4);
  if (!share || !sum || share[5] !== 1 || !same(sum, share.subarray(41))) throw new Refused(`ShareInvalid ${position}`);
  const bits = Array.from(share.subarray(0, 5), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const set = (bits.match(/.{5}/g) ?? []).map((group) => digits[Number.parseInt(group, 2)]).join('');
  return { set, threshold: share[6] ?? 0, index: share[7] ?? 0, part: share.subarray(8, 41) };
}

function fromShares(slot: Slot, texts: readonly string[]): Buffer {
  const { setId, count, threshold } = slot.parameters;
  const parts: Buffer[] = [];
  for (const [position, text] of texts.entries()) {
    const { part, ...share } = readShare(text, position);
    if (share.set !== setId) throw new Refused(`ShareForeign ${position}`);
    const twin = parts.find((other) => other[32] === part[32]);
    const isSane = share.threshold === threshold && isBetween(share.index, 1, Number(count)) && part[32] !== 0;
    if (!isSane || (twin && !same(twin, part))) throw new Refused(`ShareInvalid ${position}`);
    if (!twin) parts.push(part);
  }
  if (parts.length < Number(threshold)) throw new Refused('SharesTooFew');
  return combine(parts.slice(0, Number(threshold)));
}

// Tokens

function fromToken(slot: Slot, instanceId: string, way: { aes: string } | { rsa: string }): Buffer {
  const { sealedSecret, ...rest } = slot.parameters;
  const sealed = Buffer.from(textOf(sealedSecret), 'base64url');
  try {
    if ('rsa' in way) {
      const key = createPrivateKey({ key: hex(way.rsa), format: 'der', type: 'pkcs8' });
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, sealed);
    }
    const { commitment: _, wrappedKey: __, ...head } = slot;
    const bound = bind('strongroom/v1/hsm-slot', instanceId, Buffer.from(canonical({ ...head, parameters: rest })));
    const gcm = createDecipheriv('aes-256-gcm', hex(way.aes), sealed.subarray(0, 12), { authTagLength: 16 });
    gcm.setAAD(bound).setAuthTag(sealed.subarray(-16));
    return Buffer.concat([gcm.update(sealed.subarray(12, -16)), gcm.final()]);
  } catch {
    throw new Refused('closed');
  }
}

function secretOf(slot: Slot, instanceId: string, way: Way, stretch: typeof argon2id): Buffer {
  if ('aes' in way || 'rsa' in way) return fromToken(slot, instanceId, way);
  if ('shares' in way) return fromShares(slot, way.shares);
  if ('keychain' in way) return hex(way.keychain);
  return stretch(readCost(slot.parameters['argon2id']), way.passphrase);
}

/** Reads a slot file and opens one of its slots. @param stretch may remember what `argon2id` gave before */
export function openSlotFile(text: string, slotId: string, way: Way, stretch = argon2id): { outcome: string; rootKey?: Buffer } {
  try {
    const { file, slots } = readFile(text);
    const instanceId = textOf(file['instanceId']);
    const slot = slots.find((it) => it.id === slotId);
    if (!slot) return { outcome: 'closed' };
    const secret = secretOf(slot, instanceId, way, stretch);
    const commitment = hkdf(secret, bind('strongroom/v1/slot-commitment', instanceId, slot.id));
    if (!same(commitment, base64(slot.commitment, 32))) return { outcome: 'closed' };
    const { commitment: _, wrappedKey, ...head } = slot;
    const wrappingKey = hkdf(secret, bind('strongroom/v1/slot-wrap', instanceId, slot.id));
    const rootKey = open(wrappingKey, bind('strongroom/v1/slot', instanceId, Buffer.from(canonical(head))), base64(wrappedKey, 62));
    if (!rootKey) return { outcome: 'closed' };
    const { mac, ...rest } = file;
    const expected = hmac(fromRoot(rootKey, instanceId, 'slot-file'), bind('strongroom/v1/slot-file', Buffer.from(canonical(rest))));
    return { outcome: same(expected, base64(mac, 32)) ? 'opens' : 'IntegrityViolation', rootKey };
  } catch (error) {
    if (error instanceof Refused) return { outcome: error.message };
    throw error;
  }
}

// Keys and values

type House = Pick<ValueVectors, 'instanceId' | 'rootKey'>;

export function openKey(house: House, keys: readonly KeyRow[], layer: string, owner: string, generation: number): Buffer | undefined {
  const row = keys.find((it) => it.layer === layer && it.owner === owner && it.generation === generation);
  if (!row) return undefined;
  const wrapping =
    layer === 'master'
      ? fromRoot(hex(house.rootKey), house.instanceId, 'master-wrap')
      : openKey(house, keys, 'master', 'house', row.wrappedBy);
  const { generation: number, wrappedBy, publicKey, createdOn, wrapped } = row;
  const bound = bind('strongroom/v1/key', house.instanceId, layer, owner, number, wrappedBy, hex(publicKey), createdOn);
  return wrapping && open(wrapping, bound, hex(wrapped));
}

export function openHouseKey(house: HouseKeyVectors, it: HouseKeyVectors['cases'][number]): Buffer | undefined {
  const wrapped = hex(it.wrapped);
  if (wrapped.length < 4) return undefined;
  const generation = wrapped.readUInt32BE();
  const bound = bind('strongroom/v1/house-key', house.instanceId, it.purpose, it.id, generation, it.publicPart, it.from, it.until);
  const master = openKey(house, house.keys, 'master', 'house', generation);
  return master && open(master, bound, wrapped.subarray(4));
}

export function openValue(house: ValueVectors, it: ValueVectors['cases'][number]): Buffer | undefined {
  const b: Binding = it.binding;
  const place = [house.instanceId, b.vaultId, b.secretId, b.version] as const;
  const tags = Buffer.from(canonical(b.tags));
  const deciding = [b.contentType, b.enabled, b.notBefore, b.expires, tags, b.createdOn, b.recoveryLevel, b.recoverableDays] as const;
  const vaultKey = openKey(house, it.keys ?? house.keys, 'vault', b.vaultId, it.keyGeneration);
  const bound = bind('strongroom/v1/secret-data-key', ...place, it.keyGeneration, b.rowVersion, ...deciding);
  const dataKey = vaultKey && open(vaultKey, bound, hex(it.wrappedKey));
  return dataKey && open(dataKey, bind('strongroom/v1/secret-value', ...place), hex(it.sealedValue));
}

export function openMaterial(house: MaterialVectors, it: MaterialVectors['cases'][number]): Buffer | undefined {
  const place = [house.instanceId, it.fields.vaultId, it.fields.keyId, it.fields.version] as const;
  const text = Buffer.from(canonical(JSON.parse(JSON.stringify(it.fields)) as Json));
  const vaultKey = openKey(house, house.keys, 'vault', it.fields.vaultId, it.keyGeneration);
  const bound = bind('strongroom/v1/key-data-key', ...place, it.keyGeneration, text);
  const dataKey = vaultKey && open(vaultKey, bound, hex(it.wrappedKey));
  return dataKey && open(dataKey, bind('strongroom/v1/key-value', ...place), hex(it.sealedValue));
}

// Second factors

export function openFactor(house: House, { personId, id, sealed }: FactorVectors['secrets'][number]): Buffer | undefined {
  const key = fromRoot(hex(house.rootKey), house.instanceId, 'factor');
  return open(key, bind('strongroom/v1/factor', house.instanceId, personId, id), hex(sealed));
}

export function hashCode(house: House, { personId, id, text }: FactorVectors['codes'][number]): string | undefined {
  const code = base32(text, 16);
  const key = fromRoot(hex(house.rootKey), house.instanceId, 'recovery-code');
  return code && hmac(key, bind('strongroom/v1/recovery-code', house.instanceId, personId, id, code)).toString('hex');
}

// Marks

function rowText(fields: Fields): Buffer {
  const plain = Object.entries(fields).filter(([, value]) => value !== null);
  const written = plain.map(([name, value]): [string, Json] => {
    const isBytes = typeof value === 'object' && value !== null && typeof value['hex'] === 'string' && name !== 'tags';
    return [name, isBytes ? hex(String(value['hex'])).toString('base64url') : value];
  });
  return Buffer.from(canonical(Object.fromEntries(written)));
}

export function rowMac(house: House, table: string, fields: Fields): string {
  const key = fromRoot(hex(house.rootKey), house.instanceId, 'row');
  return hmac(key, bind('strongroom/v1/row', house.instanceId, table, rowText(fields))).toString('hex');
}

export function isManifestMet(house: House, { set, manifest, rows }: MarkVectors['manifests'][number]): boolean {
  if (!manifest) return false;
  const key = fromRoot(hex(house.rootKey), house.instanceId, 'manifest');
  const number = (purpose: string, ...fields: Field[]): bigint =>
    BigInt(`0x${hmac(key, bind(purpose, house.instanceId, set, ...fields)).toString('hex')}`);
  const { count, sum, sequence, mac } = manifest;
  const items = rows.map((fields) => number('strongroom/v1/manifest-item', rowText(fields)));
  const total = items.reduce((a, b) => a + b, number('strongroom/v1/manifest-mask', sequence)) % 2n ** 256n;
  const isOwn = number('strongroom/v1/manifest', count, hex(sum), sequence) === BigInt(`0x${mac}`);
  return isOwn && rows.length === count && total === BigInt(`0x${sum}`);
}

export function logHash(house: House, text: string): string {
  const key = fromRoot(hex(house.rootKey), house.instanceId, 'log-hash');
  return `h:1:${hmac(key, bind('strongroom/v1/log-hash', house.instanceId, 1, text))
    .subarray(0, 16)
    .toString('base64url')}`;
}

/** An anchor's size, root and slot sequence, or why it is not trusted. */
export function readAnchor(house: House, copy: string): { size: number; rootHash: string; slotSequence: number } | 'damaged' | 'forged' {
  try {
    const { mac, ...content } = JSON.parse(copy) as { [name: string]: Json };
    demand(hasOnly(content, 'format', 'instanceId', 'size', 'rootHash', 'slotSequence') && content['format'] === 1);
    demand(
      isUuid(content['instanceId']) && isBetween(content['size'], 0, 2 ** 53 - 1) && isBetween(content['slotSequence'], 0, 2 ** 53 - 1),
    );
    const rootHash = base64(content['rootHash'], 32).toString('hex');
    const key = fromRoot(hex(house.rootKey), house.instanceId, 'anchor');
    const expected = hmac(key, bind('strongroom/v1/anchor', house.instanceId, Buffer.from(canonical(content))));
    if (!same(expected, base64(mac, 32))) return 'forged';
    return { size: Number(content['size']), rootHash, slotSequence: Number(content['slotSequence']) };
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) return 'damaged';
    throw error;
  }
}
