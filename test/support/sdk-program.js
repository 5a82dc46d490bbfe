import { createInterface } from 'node:readline';

/**
 * An application as anyone writes one: Azure's own libraries, nothing but public settings. It is told on standard input what to ask, one
 * line of JSON each, and answers with one line each.
 */
const setting = JSON.parse(process.argv[2] ?? '{}');
const packages = {
  newest: () => [import('@azure/keyvault-secrets'), import('@azure/identity')],
  node20: () => [import('azure-keyvault-secrets-node20'), import('azure-identity-node20')],
};
const [{ SecretClient, parseKeyVaultSecretIdentifier }, identity] = await Promise.all(packages[setting.generation]());

function openCredential() {
  const { kind, tenantId, clientId, secret, certificatePath, authorityHost } = setting.credential;
  const option = { authorityHost, disableInstanceDiscovery: true };
  switch (kind) {
    case 'secret':
      return new identity.ClientSecretCredential(tenantId, clientId, secret, option);
    case 'certificate':
      return new identity.ClientCertificateCredential(tenantId, clientId, { certificatePath }, option);
    case 'managed-identity':
      return new identity.ManagedIdentityCredential();
    default:
      return new identity.DefaultAzureCredential();
  }
}

const credential = openCredential();
const clientOf = (url) => new SecretClient(url, credential, { retryOptions: { maxRetries: setting.retries ?? 3 } });
const client = clientOf(setting.vaultUrl);
const quickly = { intervalInMs: 20 };

async function listed(pager) {
  const items = [];
  for await (const item of pager) items.push(item);
  return items;
}

async function paged(pager, maxPageSize) {
  const pages = [];
  for await (const page of pager.byPage({ maxPageSize })) pages.push(page.map((item) => item.name));
  return pages;
}

const acts = {
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

const toFailure = (error) => ({
  name: error.name,
  message: error.message,
  status: error.statusCode,
  code: error.code,
  retryAfter: error.response?.headers?.get('retry-after'),
  inner: error.details?.error?.innerError?.code,
});

for await (const line of createInterface({ input: process.stdin })) {
  const { act, words } = JSON.parse(line);
  const answer = await acts[act](...words).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ failure: toFailure(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
