import { createHash } from 'node:crypto';
import { CryptographyClient, KeyClient, parseKeyVaultKeyIdentifier } from '@azure/keyvault-keys';
import { listed, serve } from './sdk-serve.js';

/** What an application that uses keys asks for, by Azure's library. Bytes come and go as base64. */
const bytes = (text) => Buffer.from(text, 'base64');
const text = (value) => (value === undefined ? undefined : Buffer.from(value).toString('base64'));
const quickly = { intervalInMs: 20 };

const dated = (option = {}) => ({
  ...option,
  ...(option.expiresOn && { expiresOn: new Date(option.expiresOn) }),
  ...(option.notBefore && { notBefore: new Date(option.notBefore) }),
  ...(option.releasePolicy && { releasePolicy: { ...option.releasePolicy, encodedPolicy: bytes(option.releasePolicy.encodedPolicy) } }),
});

/** Bytes of a JSON Web Key that is to be imported are base64url, as everywhere. */
const jwkOf = (jwk) =>
  Object.fromEntries(
    Object.entries(jwk).map(([name, value]) =>
      ['kty', 'crv', 'keyOps'].includes(name) ? [name, value] : [name, new Uint8Array(Buffer.from(value, 'base64url'))],
    ),
  );

const toResult = ({ result, ciphertext, plaintext, encryptedKey, key, keyID, iv, authenticationTag, additionalAuthenticatedData }) => ({
  value: text(result ?? ciphertext ?? plaintext ?? encryptedKey ?? key),
  keyID,
  iv: text(iv),
  tag: text(authenticationTag),
  aad: text(additionalAuthenticatedData),
});

function createActs(setting, credential) {
  const option = { retryOptions: { maxRetries: setting.retries ?? 3 } };
  const client = new KeyClient(setting.vaultUrl, credential, option);
  const crypt = (key) => new CryptographyClient(key, credential, option);
  return {
    create: (name, type, option) => client.createKey(name, type, dated(option)),
    createRsa: (name, option) => client.createRsaKey(name, option),
    createEc: (name, option) => client.createEcKey(name, option),
    createOct: (name, option) => client.createOctKey(name, option),
    import: (name, jwk, option) => client.importKey(name, jwkOf(jwk), dated(option)),
    release: (name, target, option) => client.releaseKey(name, target, option),
    get: (name, version) => client.getKey(name, { version }),
    parse: (id) => parseKeyVaultKeyIdentifier(id),
    update: (name, version, option) => client.updateKeyProperties(name, version, dated(option)),
    list: () => listed(client.listPropertiesOfKeys()),
    listVersions: (name) => listed(client.listPropertiesOfKeyVersions(name)),
    listDeleted: () => listed(client.listDeletedKeys()),
    delete: async (name) => (await client.beginDeleteKey(name, quickly)).pollUntilDone(),
    getDeleted: (name) => client.getDeletedKey(name),
    recover: async (name) => (await client.beginRecoverDeletedKey(name, quickly)).pollUntilDone(),
    purge: (name) => client.purgeDeletedKey(name),
    backup: async (name) => text(await client.backupKey(name)),
    restore: (backup) => client.restoreKeyBackup(bytes(backup)),
    rotate: (name) => client.rotateKey(name),
    policy: (name) => client.getKeyRotationPolicy(name),
    setPolicy: (name, policy) => client.updateKeyRotationPolicy(name, policy),
    /** By its id alone everything is asked of the service; with the whole key the library does itself what the public half is enough for. */
    encrypt: async (key, parameters) => {
      const { plaintext, additionalAuthenticatedData: aad, iv, ...rest } = parameters;
      const whole = {
        ...rest,
        plaintext: bytes(plaintext),
        ...(aad && { additionalAuthenticatedData: bytes(aad) }),
        ...(iv && { iv: bytes(iv) }),
      };
      return toResult(await crypt(key).encrypt(whole));
    },
    decrypt: async (key, { algorithm, value, iv, tag, aad }) =>
      toResult(
        await crypt(key).decrypt({
          algorithm,
          ciphertext: bytes(value),
          ...(iv && { iv: bytes(iv) }),
          ...(tag && { authenticationTag: bytes(tag) }),
          ...(aad && { additionalAuthenticatedData: bytes(aad) }),
        }),
      ),
    encryptLocally: async (name, algorithm, plaintext) =>
      toResult(await crypt(await client.getKey(name)).encrypt({ algorithm, plaintext: bytes(plaintext) })),
    wrap: async (key, algorithm, value) => toResult(await crypt(key).wrapKey(algorithm, bytes(value))),
    unwrap: async (key, algorithm, value) => toResult(await crypt(key).unwrapKey(algorithm, bytes(value))),
    sign: async (key, algorithm, digest) => toResult(await crypt(key).sign(algorithm, bytes(digest))),
    verify: async (key, algorithm, digest, signature) => (await crypt(key).verify(algorithm, bytes(digest), bytes(signature))).result,
    signData: async (name, algorithm, data) => toResult(await crypt(await client.getKey(name)).signData(algorithm, bytes(data))),
    verifyData: async (name, algorithm, data, signature) =>
      (await crypt(await client.getKey(name)).verifyData(algorithm, bytes(data), bytes(signature))).result,
    random: async (count) => text(await client.getRandomBytes(count)),
    digest: async (hash, data) => createHash(hash).update(bytes(data)).digest('base64'),
  };
}

await serve(createActs);
