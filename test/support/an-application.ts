import { randomBytes, randomUUID } from 'node:crypto';
import { addGrant } from '../../app/access/add-grant.ts';
import { roles } from '../../app/access/role.ts';
import { addApplication } from '../../app/identity/application.ts';
import { addCredential } from '../../app/identity/credential.ts';
import { createNodeCrypto } from '../../main/crypto/node-crypto.ts';
import type { Engine } from './a-house.ts';
import { roomsOf } from './a-person.ts';

const crypto = createNodeCrypto();

/** An application of a house in memory, with what it proves itself by. */
export interface StoredApplication {
  readonly id: string;
  readonly clientId: string;
  readonly secret: Uint8Array;
}

/** An application with a secret and one grant, written past every check. @param scope `/`, a resource group, a vault… */
export async function storeApplication(engine: Engine, name: string, grant: { role: string; scope: string }): Promise<StoredApplication> {
  const { store, keyring } = roomsOf(engine);
  const [id, clientId, secret] = [randomUUID(), randomUUID(), randomBytes(32)];
  const roleId = roles.find((role) => role.name === grant.role)?.id ?? '';
  const made = { createdOn: 0, createdBy: id };
  await store.transaction(async (tx) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    await addApplication(tx, keyring, { ...made, id, tenantId, clientId, name, description: '', home: undefined });
    await addCredential(tx, keyring, {
      ...made,
      id: randomUUID(),
      applicationId: id,
      kind: 'secret',
      label: 'test',
      hint: '',
      content: crypto.sha256(secret),
      from: 0,
      until: Number.MAX_SAFE_INTEGER,
    });
    await addGrant(tx, keyring, { id: randomUUID(), principalId: id, roleId, scope: grant.scope, from: 0, grantedBy: id, reason: 'test' });
  });
  return { id, clientId, secret };
}
