import { listed, serve } from './sdk-serve.js';

async function paged(pager, maxPageSize) {
  const pages = [];
  for await (const page of pager.byPage({ maxPageSize })) pages.push(page.map((item) => item.name));
  return pages;
}

/** What an application that reads and writes secrets asks for, by Azure's library. */
async function createActs(setting, credential) {
  const library = setting.generation === 'node20' ? import('azure-keyvault-secrets-node20') : import('@azure/keyvault-secrets');
  const { SecretClient, parseKeyVaultSecretIdentifier } = await library;
  const clientOf = (url) => new SecretClient(url, credential, { retryOptions: { maxRetries: setting.retries ?? 3 } });
  const client = clientOf(setting.vaultUrl);
  const quickly = { intervalInMs: 20 };
  return {
    set: (name, value, option) =>
      client.setSecret(name, value, {
        ...option,
        ...(option?.expiresOn && { expiresOn: new Date(option.expiresOn) }),
        ...(option?.notBefore && { notBefore: new Date(option.notBefore) }),
      }),
    get: (name, version) => client.getSecret(name, { version }),
    getTogether: (...names) => Promise.all(names.map((name) => clientOf(setting.vaultUrl).getSecret(name))),
    readByUri(uri) {
      const { vaultUrl, name, version } = parseKeyVaultSecretIdentifier(uri);
      return clientOf(vaultUrl).getSecret(name, { version });
    },
    update: (name, version, option) => client.updateSecretProperties(name, version, option),
    list: () => listed(client.listPropertiesOfSecrets()),
    listVersions: (name) => listed(client.listPropertiesOfSecretVersions(name)),
    listDeleted: () => listed(client.listDeletedSecrets()),
    pages: (size) => paged(client.listPropertiesOfSecrets(), size),
    versionPages: (name, size) => paged(client.listPropertiesOfSecretVersions(name), size),
    delete: async (name) => (await client.beginDeleteSecret(name, quickly)).pollUntilDone(),
    getDeleted: (name) => client.getDeletedSecret(name),
    recover: async (name) => (await client.beginRecoverDeletedSecret(name, quickly)).pollUntilDone(),
    purge: (name) => client.purgeDeletedSecret(name),
    backup: async (name) => Buffer.from((await client.backupSecret(name)) ?? []).toString('base64'),
    restore: (backup) => client.restoreSecretBackup(Buffer.from(backup, 'base64')),
  };
}

await serve(createActs);
