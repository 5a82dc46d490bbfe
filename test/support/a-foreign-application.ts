import { randomUUID } from 'node:crypto';
import { addApplication } from '../../app/identity/application.ts';
import type { Engine } from './a-house.ts';
import { change, roomsOf } from './a-person.ts';

/** An application of the tenant Contoso, as consent leaves it. @param by id of the person who consented @returns its id */
export async function aForeignApplication(engine: Engine, name: string, by: string): Promise<string> {
  const id = randomUUID();
  const home = { tenantId: randomUUID(), tenant: 'Contoso', fingerprint: 'f', offeredOn: 1, by, on: 5 };
  await change(engine, async (tx) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    const fresh = { id, tenantId, clientId: randomUUID(), name, description: '', createdOn: 5, createdBy: by };
    await addApplication(tx, roomsOf(engine).keyring, { ...fresh, home });
  });
  return id;
}
