import { randomUUID } from 'node:crypto';
import { addGrant } from '../../app/access/add-grant.ts';
import { roles } from '../../app/access/role.ts';
import { hashPassword } from '../../app/identity/password.ts';
import { addPerson } from '../../app/identity/person.ts';
import type { Tx } from '../../app/operation/store.ts';
import type { OpenHouse } from '../../app/seal/house.ts';
import { createNodeCrypto } from '../../main/crypto/node-crypto.ts';
import { type Engine, fastHash, password, utf8 } from './a-house.ts';

const crypto = createNodeCrypto();

export function roomsOf({ house }: Engine): OpenHouse {
  const rooms = house.open();
  if (!rooms) throw new Error('the house is closed');
  return rooms;
}

/** Changes rows as somebody would who writes to the database past the house: no record, no check. */
export const change = (engine: Engine, work: (tx: Tx) => Promise<void>): Promise<void> => roomsOf(engine).store.transaction(work);

/** A person with the usual password and one grant. @param scope `/`, a resource group, a vault… */
export async function aPerson(engine: Engine, name: string, grant: { role: string; scope: string }): Promise<{ id: string }> {
  const { store, keyring } = roomsOf(engine);
  const stored = await hashPassword({ crypto, passphraseHash: fastHash }, utf8(password));
  const id = randomUUID();
  const roleId = roles.find((role) => role.name === grant.role)?.id ?? '';
  await store.transaction(async (tx) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    await addPerson(tx, keyring, { ...stored, id, tenantId, name, displayName: name, enabled: true, createdOn: 0 });
    await addGrant(tx, keyring, { id: randomUUID(), principalId: id, roleId, scope: grant.scope, from: 0, grantedBy: id, reason: 'test' });
  });
  return { id };
}
