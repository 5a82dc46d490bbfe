import { createNames } from '../access/assignment.ts';
import type { Application, Credential } from '../contract/application.ts';
import type { Room } from '../operation/operation.ts';
import type { ApplicationRow } from './application-store.ts';
import { isCredentialInForce, listCredentials } from './credential.ts';
import type { CredentialRow } from './credential-store.ts';

type View = Pick<Room, 'tx' | 'keyring' | 'time'>;

/**
 * Applications as the window sees them, in the order of the rows, which were checked.
 * @throws VaultError IntegrityViolation when a credential, or the row of who made them, was edited outside the house
 */
export async function toApplications({ tx, keyring, time }: View, rows: readonly ApplicationRow[]): Promise<Application[]> {
  const ids = rows.map(({ id }) => id);
  const credentials = Map.groupBy(await listCredentials(tx, keyring, ids), ({ applicationId }) => applicationId);
  const signIns = await tx.credentials.lastSignIns(ids);
  const names = createNames({ tx, keyring });
  const nameOf = async (id: string): Promise<string> => (await names.principal(id)).name;
  const items: Application[] = [];
  for (const row of rows) {
    const { id, clientId, name, description, enabled, createdOn, home } = row;
    const lastSignInOn = signIns.get(id);
    items.push({
      id,
      clientId,
      name,
      description,
      enabled,
      ...(home && {
        home: { tenantId: home.tenantId, tenant: home.tenant, consentedBy: await nameOf(home.by), consentedOn: home.on },
      }),
      ...countCredentials(credentials.get(id) ?? [], time),
      createdOn,
      createdBy: await nameOf(row.createdBy),
      ...(lastSignInOn !== undefined && { lastSignInOn }),
      revision: row.rowVersion,
    });
  }
  return items;
}

function countCredentials(rows: readonly CredentialRow[], time: number): Pick<Application, 'credentialCount' | 'credentialUntil'> {
  const ends = rows.filter((row) => isCredentialInForce(row, time)).map(({ until }) => until);
  return { credentialCount: ends.length, ...(ends.length > 0 && { credentialUntil: Math.min(...ends) }) };
}

/** One application as the window sees it. @see toApplications */
export async function toApplication(view: View, row: ApplicationRow): Promise<Application> {
  const [application] = await toApplications(view, [row]);
  if (!application) throw new Error('an application that was read is not told of');
  return application;
}

/** Credentials as the window sees them, in the order of the rows, which were checked. @throws VaultError IntegrityViolation */
export async function toCredentials({ tx, keyring }: Pick<View, 'tx' | 'keyring'>, rows: readonly CredentialRow[]): Promise<Credential[]> {
  const uses = await tx.credentials.lastUses(rows.map(({ id }) => id));
  const names = createNames({ tx, keyring });
  const items: Credential[] = [];
  for (const { id, kind, label, hint, from, until, createdBy } of rows) {
    const lastUsedOn = uses.get(id);
    const { name } = await names.principal(createdBy);
    items.push({ id, kind, label, hint, from, until, createdBy: name, ...(lastUsedOn !== undefined && { lastUsedOn }) });
  }
  return items;
}

/** One credential as the window sees it. @see toCredentials */
export async function toCredential(view: Pick<View, 'tx' | 'keyring'>, row: CredentialRow): Promise<Credential> {
  const [credential] = await toCredentials(view, [row]);
  if (!credential) throw new Error('a credential that was written is not told of');
  return credential;
}
