import { createInterface } from 'node:readline';

const setting = JSON.parse(process.argv[2] ?? '{}');
const identity = await (setting.generation === 'node20' ? import('azure-identity-node20') : import('@azure/identity'));

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

const toFailure = (error) => ({
  name: error.name,
  message: error.message,
  status: error.statusCode,
  code: error.code,
  retryAfter: error.response?.headers?.get('retry-after'),
  inner: error.details?.error?.innerError?.code,
});

/** Everything that a pager of Azure's libraries goes through. */
export async function listed(pager) {
  const items = [];
  for await (const item of pager) items.push(item);
  return items;
}

/**
 * An application as anyone writes one: Azure's own libraries, nothing but public settings. It is told on standard input what to ask, one
 * line of JSON each, and answers with one line each.
 */
export async function serve(createActs) {
  const acts = await createActs(setting, openCredential());
  for await (const line of createInterface({ input: process.stdin })) {
    const { act, words } = JSON.parse(line);
    const answer = await (async () => acts[act](...words))().then(
      (value) => ({ value: value ?? null }),
      (/** @type {unknown} */ error) => ({ failure: toFailure(error) }),
    );
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
