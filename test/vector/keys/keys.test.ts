import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { readAnchors } from '../../../app/seal/anchor-file.ts';
import { parseRecoveryCode } from '../../../app/identity/recovery-code.ts';
import type { RowFields, ValueBinding } from '../../../app/seal/keyring.ts';
import { openKeychainSlot } from '../../../app/seal/keychain-slot.ts';
import { createMemoryHsmHosts, newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { openHsmSlot } from '../../../app/seal/hsm-slot.ts';
import { createKeyring, openKeyring } from '../../../app/seal/open-keyring.ts';
import { openPassphraseSlot } from '../../../app/seal/passphrase-slot.ts';
import { openShareSlot } from '../../../app/seal/share-slot.ts';
import type { SlotOf, StoredSlot } from '../../../app/seal/slot.ts';
import { checkSlotFile, parseSlotFile } from '../../../app/seal/slot-file.ts';
import { parsePublicKey } from '../../../app/key/key-field.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { argon2, crypto, mapKeychain, secretSharing, utf8 } from '../../app/seal/sealing.ts';
import { mapStore } from '../../app/seal/map-store.ts';
import { keyTool } from '../../support/key-tool.ts';
import { specOf, toMaterialBinding } from './material.ts';
import * as second from './second-reader.ts';
import type {
  Binding,
  FactorVectors,
  Fields,
  HouseKeyVectors,
  KeyRow,
  MarkVectors,
  MaterialVectors,
  SlotVectors,
  ValueVectors,
  Way,
} from './vector.ts';

const load = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const slots = load('slot.json') as SlotVectors;
const hsmSlots = load('hsm-slot.json') as SlotVectors;
const values = load('value.json') as ValueVectors;
const marks = load('mark.json') as MarkVectors;
const factors = load('factor.json') as FactorVectors;
const houseKeys = load('house-key.json') as HouseKeyVectors;
const materials = load('material.json') as MaterialVectors;

/** The same call is made once: the vectors use one passphrase and few costs, and Argon2id is slow on purpose. */
function remembered<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  const results = new Map<string, R>();
  return (...args) => {
    const name = JSON.stringify(args);
    const result = results.get(name) ?? call(...args);
    results.set(name, result);
    return result;
  };
}

/** Opens a slot by a token in memory that has this key. */
async function openInToken(instanceId: string, slot: SlotOf<'hsm'>, way: Way): Promise<Uint8Array | undefined> {
  const { serial, label } = slot.parameters.token;
  const token = newMemoryToken(serial, label);
  if ('aes' in way) token.keys.set(slot.parameters.object, { spec: { family: 'oct', bits: 256 }, material: hex(way.aes) });
  if ('rsa' in way) token.keys.set(slot.parameters.object, { spec: { family: 'RSA', bits: 3072 }, material: hex(way.rsa) });
  const { keyCrypto } = keyTool;
  return openHsmSlot(
    { crypto, keyCrypto, hsm: createMemoryHsmHosts(keyCrypto, { tokens: [token], libraries: [] }), instanceId },
    slot,
    utf8(token.userPin),
  );
}

describe('slots', () => {
  const derive = remembered(argon2.derive);
  // Each caller zeroes what it was given.
  const passphraseHash = { derive: async (...args: Parameters<typeof derive>) => (await derive(...args)).slice() };
  const stretch = remembered(second.argon2id);

  async function openSlot(instanceId: string, slot: StoredSlot, way: Way): Promise<Uint8Array | undefined> {
    const { items, keychain } = mapKeychain();
    const deps = { crypto, instanceId, passphraseHash, secretSharing, keychain };
    if (slot.kind === 'passphrase' && 'passphrase' in way) return openPassphraseSlot(deps, slot, hex(way.passphrase));
    if (slot.kind === 'shares' && 'shares' in way) return openShareSlot(deps, slot, way.shares.map(utf8));
    if (slot.kind === 'hsm') return openInToken(instanceId, slot, way);
    if (slot.kind !== 'keychain' || !('keychain' in way)) return undefined;
    items.set(`slot/${instanceId}/${slot.id}`, hex(way.keychain));
    return openKeychainSlot(deps, slot);
  }

  async function outcomeOf({ file: text, slot: id, way }: SlotVectors['cases'][number], expected: string): Promise<string> {
    try {
      const file = parseSlotFile(utf8(text));
      const slot = file.slots.find((it) => it.id === id);
      const rootKey = slot && (await openSlot(file.instanceId, slot, way));
      if (!rootKey) return 'closed';
      expect(toHex(rootKey)).toBe(expected);
      checkSlotFile({ crypto, rootKey }, file);
      return 'opens';
    } catch (error) {
      if (error instanceof VaultError) return 'position' in error.data ? `${error.code} ${error.data.position}` : error.code;
      throw error;
    }
  }

  const cases = [slots, hsmSlots].flatMap(({ rootKey: key, cases: all }) => all.map((it) => ({ ...it, key })));

  test.each(cases)('$name: $expected', async ({ key, ...it }) => {
    expect(await outcomeOf(it, key)).toBe(it.expected);
    const { outcome, rootKey } = second.openSlotFile(it.file, it.slot, it.way, stretch);
    expect(outcome).toBe(it.expected);
    if (rootKey) expect(toHex(rootKey)).toBe(key);
  });
});

const toStore = (keys: readonly KeyRow[]) =>
  mapStore(keys.map((row) => ({ ...row, wrapped: hex(row.wrapped), publicKey: hex(row.publicKey) })));
const toBinding = (binding: Binding): ValueBinding => ({
  ...binding,
  contentType: binding.contentType ?? undefined,
  notBefore: binding.notBefore ?? undefined,
  expires: binding.expires ?? undefined,
});

describe('values', () => {
  const deps = { crypto, instanceId: values.instanceId, rootKey: hex(values.rootKey) };

  test.each(values.cases)('$name', async (it) => {
    const store = toStore(it.keys ?? values.keys);
    const sealed = { keyGeneration: it.keyGeneration, wrappedKey: hex(it.wrappedKey), sealedValue: hex(it.sealedValue) };
    const opening = openKeyring(deps, store).then((keyring) => keyring.openValue(store, toBinding(it.binding), sealed));
    if (it.value === undefined) await expect(opening).rejects.toEqual(expect.objectContaining({ code: 'IntegrityViolation' }));
    else expect(toHex(await opening)).toBe(it.value);
    expect(second.openValue(values, it)?.toString('hex')).toBe(it.value);
  });

  test('the log’s key is the seed of its public key, and signs the same', async () => {
    const { keys } = values;
    const { message, signature } = values.signature;
    const keyring = await openKeyring(deps, toStore(keys));
    expect(toHex(keyring.signCheckpoint(hex(message)))).toBe(signature);
    const seed = second.openKey(values, keys, 'log', 'house', 1);
    expect(seed && toHex(crypto.ed25519Signer(Uint8Array.from(seed))(hex(message)))).toBe(signature);
    expect(crypto.verifyEd25519(keyring.logPublicKey, hex(message), hex(signature))).toBe(true);
  });
});

describe('keys of vaults', () => {
  const deps = { crypto, instanceId: materials.instanceId, rootKey: hex(materials.rootKey) };
  const keyCrypto = createKeyCrypto();

  test.each(materials.cases)('$name', async (it) => {
    const store = toStore(materials.keys);
    const sealed = { keyGeneration: it.keyGeneration, wrappedKey: hex(it.wrappedKey), sealedValue: hex(it.sealedValue) };
    const opening = openKeyring(deps, store).then((keyring) => keyring.openValue(store, toMaterialBinding(it.fields), sealed));
    if (it.material === undefined) await expect(opening).rejects.toEqual(expect.objectContaining({ code: 'IntegrityViolation' }));
    else expect(toHex(await opening)).toBe(it.material);
    expect(second.openMaterial(materials, it)?.toString('hex')).toBe(it.material);
  });

  test.each(materials.cases.flatMap((it) => (it.material && it.fields.publicKey ? [[it.name, it] as const] : [])))(
    '%s: its private half is that of the public one beside it',
    async (_name, { fields, material = '' }) => {
      const algorithm = fields.type === 'RSA' ? 'PS256' : 'ES256K';
      const digest = new Uint8Array(32).fill(5);
      const signature = await keyCrypto.open(specOf(fields), hex(material)).sign(algorithm, digest);
      expect(await keyCrypto.verify(parsePublicKey(fields.publicKey ?? ''), algorithm, digest, signature)).toBe(true);
    },
  );
});

describe('key pairs of the house', () => {
  const deps = { crypto, instanceId: houseKeys.instanceId, rootKey: hex(houseKeys.rootKey) };

  test.each(houseKeys.cases)('$name', async (it) => {
    const store = toStore(houseKeys.keys);
    const opening = openKeyring(deps, store).then((keyring) => keyring.openHouseKey(store, it, hex(it.wrapped)));
    if (it.secret === undefined) await expect(opening).rejects.toEqual(expect.objectContaining({ code: 'IntegrityViolation' }));
    else expect(toHex(await opening)).toBe(it.secret);
    expect(second.openHouseKey(houseKeys, it)?.toString('hex')).toBe(it.secret);
  });
});

describe('second factors', () => {
  const aKeyring = () => createKeyring({ crypto, instanceId: factors.instanceId, rootKey: hex(factors.rootKey) }, mapStore(), 1);

  test.each(factors.secrets)('secret of an app: $name', async (it) => {
    const keyring = await aKeyring();
    if (it.secret === undefined) {
      expect(() => keyring.openFactor(it, hex(it.sealed))).toThrow(expect.objectContaining({ code: 'IntegrityViolation' }));
    } else expect(toHex(keyring.openFactor(it, hex(it.sealed)))).toBe(it.secret);
    expect(second.openFactor(factors, it)?.toString('hex')).toBe(it.secret);
  });

  test.each(factors.codes)('recovery code “$text” of $id', async (it) => {
    const code = parseRecoveryCode(utf8(it.text));
    expect(code && toHex((await aKeyring()).hashRecoveryCode(it, code))).toBe(it.hash);
    expect(second.hashCode(factors, it)).toBe(it.hash);
  });
});

describe('marks', () => {
  const toRow = (fields: Fields): RowFields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]): [string, RowFields[string]] => {
        if (value === null) return [name, undefined];
        return [name, typeof value === 'object' && 'hex' in value && name !== 'tags' ? hex(String(value.hex)) : value];
      }),
    );
  const aKeyring = () => createKeyring({ crypto, instanceId: marks.instanceId, rootKey: hex(marks.rootKey) }, mapStore(), 1);

  test.each(marks.rows)('row: $name', async ({ table, fields, mac, valid }) => {
    const keyring = await aKeyring();
    expect(toHex(keyring.rowMac(table, toRow(fields))) === mac).toBe(valid);
    expect(second.rowMac(marks, table, fields) === mac).toBe(valid);
  });

  test.each(marks.manifests)('manifest: $name', async (it) => {
    const store = mapStore();
    if (it.manifest) store.sets.set(it.set, { ...it.manifest, set: it.set, sum: hex(it.manifest.sum), mac: hex(it.manifest.mac) });
    async function* rows() {
      yield* it.rows.map(toRow);
    }
    const checking = (await aKeyring()).checkManifest(store, it.set, rows());
    if (it.valid) await checking;
    else await expect(checking).rejects.toEqual(expect.objectContaining({ code: 'IntegrityViolation' }));
    expect(second.isManifestMet(marks, it)).toBe(it.valid);
  });

  test.each(marks.hashes)('log hash of “$text”', async ({ text, hash }) => {
    expect((await aKeyring()).logHash(text)).toBe(hash);
    expect(second.logHash(marks, text)).toBe(hash);
  });

  test.each(marks.anchors)('anchor: $name', async ({ copies, anchor, distrusted }) => {
    const keyring = await aKeyring();
    const found = readAnchors(
      { crypto, keyring },
      copies.map((text, index) => ({ place: String(index), content: utf8(text) })),
    );
    expect(found.anchor && { ...found.anchor, rootHash: toHex(found.anchor.rootHash) }).toEqual(
      anchor ? { ...anchor, instanceId: marks.instanceId } : undefined,
    );
    const reasons = distrusted.flatMap((reason, index) => (reason === null ? [] : [{ place: String(index), reason }]));
    expect(found.distrusted).toEqual(reasons);

    const read = copies.map((copy) => second.readAnchor(marks, copy));
    const trusted = read.filter((it) => typeof it !== 'string').sort((a, b) => b.size - a.size || b.slotSequence - a.slotSequence);
    expect(trusted[0] ?? null).toEqual(anchor);
    expect(read.map((it) => (typeof it === 'string' ? it : null))).toEqual(distrusted.map((it) => (it === 'contradicting' ? null : it)));
  });
});
