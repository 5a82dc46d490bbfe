import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import { toBase64Url } from '../contract/base64url.ts';
import type { Crypto } from './crypto.ts';
import { createHouseKeySeal } from './house-key-seal.ts';
import { createCheckedRows, idOf } from './checked-row.ts';
import { createKeyCache } from './key-cache.ts';
import { createKeyLayer, houseOwner } from './key-layer.ts';
import type { Binding, FactorPlace, Keyring, KeyringTx, SealedValue } from './keyring.ts';
import { createManifest, houseSets, markSets, vaultSets } from './manifest.ts';
import { deriveFromRoot } from './root-key.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { rowMac } from './row-mac.ts';
import { hashBinding, openValue, rewrapKey, sealValue } from './sealed-value.ts';

export interface KeyringDeps {
  readonly crypto: Crypto;
  /** UUID of the instance: every key and every binding names it. */
  readonly instanceId: string;
  /** 32 bytes; read once and neither kept nor zeroed: it stays the caller's. */
  readonly rootKey: Uint8Array;
}

/** Generation of the key for hashed fields of the log; written into every hash, so that a later one can follow. */
const logHashGeneration = 1;
const logHashBytes = 16;

function createKeys({ crypto, instanceId, rootKey }: KeyringDeps) {
  const derive = (purpose: Parameters<typeof deriveFromRoot>[3]) => deriveFromRoot(crypto, instanceId, rootKey, purpose);
  const derived = {
    page: derive('page'),
    anchor: derive('anchor'),
    row: derive('row'),
    manifest: derive('manifest'),
    masterWrap: derive('master-wrap'),
    logHash: derive('log-hash'),
    backup: derive('secret-backup'),
    factor: derive('factor'),
    recoveryCode: derive('recovery-code'),
  };
  const cache = createKeyCache();
  let closed = false;
  const assertOpen = () => {
    if (closed) throw new VaultError('InstanceSealed', {});
  };
  return {
    derived,
    cache,
    assertOpen,
    layer: createKeyLayer({ crypto, instanceId, masterWrapKey: derived.masterWrap, cache, assertOpen }),
    close() {
      closed = true;
      for (const key of Object.values(derived)) key.fill(0);
      cache.close();
    },
  };
}

type Keys = ReturnType<typeof createKeys>;

/** Sealing and opening values under the vaults' keys. */
function createValueSeal(
  deps: KeyringDeps,
  { cache, layer, assertOpen }: Keys,
): Pick<Keyring, 'sealValue' | 'openValue' | 'rewrapValue' | 'hashBinding'> {
  const violation = (binding: Binding) => {
    const [what, id] = 'keyId' in binding ? ['key', binding.keyId] : ['secret', binding.secretId];
    return new VaultError('IntegrityViolation', { what, id: `${id}/${binding.version}` });
  };
  return {
    async sealValue(tx: KeyringTx, binding: Binding, value: Uint8Array): Promise<SealedValue> {
      assertOpen();
      const vaultKey = await layer.newest(tx.keyring, 'vault', binding.vaultId);
      assertOpen();
      return sealValue(deps, vaultKey, binding, value);
    },
    async openValue(tx: KeyringTx, binding: Binding, sealed: SealedValue): Promise<Uint8Array> {
      assertOpen();
      const held = cache.peek({ layer: 'vault', owner: binding.vaultId, generation: sealed.keyGeneration });
      const quick = held && openValue(deps, held, binding, sealed);
      if (quick !== undefined) return quick;
      const vaultKey = await layer.find(tx.keyring, 'vault', binding.vaultId, sealed.keyGeneration);
      assertOpen();
      const value = openValue(deps, vaultKey, binding, sealed);
      if (value === undefined) throw violation(binding);
      return value;
    },
    async rewrapValue(tx, before, after, { keyGeneration, wrappedKey }) {
      assertOpen();
      const to = await layer.newest(tx.keyring, 'vault', after.vaultId);
      const key = await layer.find(tx.keyring, 'vault', before.vaultId, keyGeneration);
      assertOpen();
      const from = { vaultKey: { generation: keyGeneration, key }, binding: before };
      const rewrapped = rewrapKey(deps, from, { vaultKey: to, binding: after }, wrappedKey);
      if (rewrapped === undefined) throw violation(before);
      return rewrapped;
    },
    hashBinding(keyGeneration, binding) {
      assertOpen();
      try {
        return hashBinding(deps, keyGeneration, binding);
      } catch {
        // A number or text without an encoding: sealing refused it, so it was written past the house.
        throw violation(binding);
      }
    },
  };
}

/** MACs and keyed hashes under keys derived from the root key. */
function createMarks(
  { crypto, instanceId }: KeyringDeps,
  { derived, assertOpen }: Keys,
): Pick<Keyring, 'rowMac' | 'checkRow' | 'logHash' | 'anchorMac'> {
  const row = { hmac: crypto.hmacSha256Under(derived.row), instanceId };
  /** Rows that were checked and are not plain, with their table: rows are never changed in place. */
  const sound = new WeakMap<object, string>();
  const recent = createCheckedRows();
  return {
    rowMac(table, fields) {
      assertOpen();
      const mac = rowMac(row, table, fields);
      // What is written here is likely to be read next.
      if (typeof fields['id'] === 'string') recent.keep(table, { id: fields['id'], mac }, fields);
      return mac;
    },
    checkRow(table, marked, fieldsOf) {
      assertOpen();
      if (sound.get(marked) === table) return;
      const fields = fieldsOf(marked);
      if (recent.has(table, marked, fields)) return;
      if (!crypto.equal(rowMac(row, table, fields), marked.mac))
        throw new VaultError('IntegrityViolation', { what: table, id: idOf(marked) });
      if (!recent.keep(table, marked, fields)) sound.set(marked, table);
    },
    logHash(text) {
      assertOpen();
      const hash = crypto.hmacSha256(derived.logHash, associatedData('strongroom/v1/log-hash', [instanceId, logHashGeneration, text]));
      return `h:${logHashGeneration}:${toBase64Url(hash.subarray(0, logHashBytes))}`;
    },
    anchorMac(content) {
      assertOpen();
      return crypto.hmacSha256(derived.anchor, associatedData('strongroom/v1/anchor', [instanceId, content]));
    },
  };
}

/** Sealing for files that leave the house and come back to it. */
function createBackupSeal({ crypto, instanceId }: KeyringDeps, { derived, assertOpen }: Keys): Pick<Keyring, 'sealBackup' | 'openBackup'> {
  const bind = (place: Parameters<Keyring['sealBackup']>[0]) => associatedData('strongroom/v1/secret-backup', [instanceId, ...place]);
  return {
    sealBackup(place, bytes) {
      assertOpen();
      return sealEnvelope(crypto, derived.backup, bind(place), bytes);
    },
    openBackup(place, envelope) {
      assertOpen();
      return openEnvelope(crypto, derived.backup, bind(place), envelope);
    },
  };
}

/** What is kept of second factors: bound to the person and the factor, so that nobody's proof is another's. */
function createFactorSeal(
  { crypto, instanceId }: KeyringDeps,
  { derived, assertOpen }: Keys,
): Pick<Keyring, 'sealFactor' | 'openFactor' | 'hashRecoveryCode'> {
  const bind = ({ personId, id }: FactorPlace) => associatedData('strongroom/v1/factor', [instanceId, personId, id]);
  return {
    sealFactor(place, secret) {
      assertOpen();
      return sealEnvelope(crypto, derived.factor, bind(place), secret);
    },
    openFactor(place, envelope) {
      assertOpen();
      const secret = openEnvelope(crypto, derived.factor, bind(place), envelope);
      if (secret === undefined) throw new VaultError('IntegrityViolation', { what: 'factor', id: place.id });
      return secret;
    },
    hashRecoveryCode({ personId, id }, code) {
      assertOpen();
      const bound = associatedData('strongroom/v1/recovery-code', [instanceId, personId, id, code]);
      const hash = crypto.hmacSha256(derived.recoveryCode, bound);
      bound.fill(0);
      return hash;
    },
  };
}

type ManifestMethod =
  | 'startManifest'
  | 'updateManifest'
  | 'checkManifest'
  | 'tallyRows'
  | 'checkTally'
  | 'manifestSequence'
  | 'replaceManifest';

function createManifests({ crypto, instanceId }: KeyringDeps, { derived, assertOpen }: Keys) {
  const underKey = crypto.hmacSha256Under(derived.manifest);
  // Manifests are sealed late: whether the house is open by then must be asked each time.
  const hmac = (text: Uint8Array): Uint8Array => {
    assertOpen();
    return underKey(text);
  };
  const manifest = createManifest({ crypto, hmac, instanceId });
  const start = async (tx: KeyringTx, set: string) => {
    assertOpen();
    await manifest.start(tx.manifests, set);
  };
  const methods: Pick<Keyring, ManifestMethod> & { endManifest(tx: KeyringTx, set: string): Promise<void> } = {
    startManifest: start,
    async endManifest(tx, set) {
      assertOpen();
      await manifest.end(tx.manifests, set);
    },
    async updateManifest(tx, set, before, after) {
      assertOpen();
      await manifest.update(tx.manifests, set, before, after);
    },
    async checkManifest(tx, set, rows) {
      assertOpen();
      await manifest.compare(tx.manifests, set, await manifest.tally(set, rows));
    },
    async tallyRows(set, rows) {
      assertOpen();
      return manifest.tally(set, rows);
    },
    async checkTally(tx, set, tally) {
      assertOpen();
      await manifest.compare(tx.manifests, set, tally);
    },
    async manifestSequence(tx, set) {
      assertOpen();
      return manifest.sequence(tx.manifests, set);
    },
    async replaceManifest(tx, set, tally) {
      assertOpen();
      await manifest.replace(tx.manifests, set, tally);
    },
  };
  return methods;
}

/** New keys: of vaults, and the next generations; and the end of old ones. */
function createRotation({ cache, layer, assertOpen }: Keys, { startManifest, endManifest }: ReturnType<typeof createManifests>) {
  const retire = async (tx: KeyringTx, vaultId: string, generation: number) => {
    await tx.keyring.removeUpTo('vault', vaultId, generation);
    cache.drop({ layer: 'vault', owner: vaultId, generation });
  };
  const methods: Pick<Keyring, 'createVaultKey' | 'rotateMaster' | 'rotateVault' | 'retireVaultKeys' | 'destroyVault'> = {
    async createVaultKey(tx, vaultId, time) {
      assertOpen();
      if (await layer.has(tx.keyring, 'vault', vaultId)) throw new VaultError('Conflict', { name: vaultId });
      await layer.addVault(tx.keyring, vaultId, time);
      for (const set of vaultSets(vaultId)) await startManifest(tx, set);
    },
    async retireVaultKeys(tx, vaultId) {
      assertOpen();
      const { generation } = await layer.newest(tx.keyring, 'vault', vaultId);
      await retire(tx, vaultId, generation - 1);
    },
    async destroyVault(tx, vaultId) {
      assertOpen();
      await retire(tx, vaultId, Number.MAX_SAFE_INTEGER);
      for (const set of vaultSets(vaultId)) await endManifest(tx, set);
    },
    async rotateMaster(tx, time) {
      assertOpen();
      await layer.addMaster(tx.keyring, time);
    },
    async rotateVault(tx, vaultId, time) {
      assertOpen();
      await layer.newest(tx.keyring, 'vault', vaultId);
      await layer.addVault(tx.keyring, vaultId, time);
    },
  };
  return methods;
}

async function load(deps: KeyringDeps, keys: Keys, tx: KeyringTx): Promise<Keyring> {
  const log = await keys.layer.newest(tx.keyring, 'log', houseOwner);
  const manifests = createManifests(deps, keys);
  const { endManifest: _endManifest, ...manifestMethods } = manifests;
  let sign: ReturnType<Crypto['ed25519Signer']> | undefined = deps.crypto.ed25519Signer(log.key);
  return {
    instanceId: deps.instanceId,
    ...createRotation(keys, manifests),
    ...createBackupSeal(deps, keys),
    ...createFactorSeal(deps, keys),
    ...createHouseKeySeal(deps, keys),
    ...createValueSeal(deps, keys),
    ...createMarks(deps, keys),
    ...manifestMethods,
    signCheckpoint(message) {
      if (!sign) throw new VaultError('InstanceSealed', {});
      return sign(message);
    },
    logPublicKey: log.row.publicKey,
    get pageKey() {
      keys.assertOpen();
      return keys.derived.page;
    },
    close() {
      sign = undefined;
      keys.close();
    },
  };
}

/**
 * Opens the keyring of a house. Vault keys are unwrapped when they are first needed.
 * @param tx may be a read
 * @throws VaultError IntegrityViolation when master or log key are missing or do not unwrap: the root key is another house's,
 * or the rows were altered
 */
export async function openKeyring(deps: KeyringDeps, tx: KeyringTx): Promise<Keyring> {
  const keys = createKeys(deps);
  try {
    return await load(deps, keys, tx);
  } catch (error) {
    keys.close();
    throw error;
  }
}

/**
 * Draws the first master key and the log's key of a new house, starts the manifests of its sets, and opens the keyring.
 * When the transaction does not commit, the caller closes the keyring and forgets it.
 * @throws VaultError Conflict when the house has keys
 */
export async function createKeyring(deps: KeyringDeps, tx: KeyringTx, time: number): Promise<Keyring> {
  const keys = createKeys(deps);
  try {
    if (await keys.layer.has(tx.keyring, 'master', houseOwner)) throw new VaultError('Conflict', { name: houseOwner });
    await keys.layer.addMaster(tx.keyring, time);
    await keys.layer.addLog(tx.keyring, time);
    const { startManifest } = createManifests(deps, keys);
    for (const set of [...houseSets, ...markSets]) await startManifest(tx, set);
    return await load(deps, keys, tx);
  } catch (error) {
    keys.close();
    throw error;
  }
}
