import { VaultError } from '../contract/vault-error.ts';
import type { Assignment } from '../contract/access.ts';
import { houseTarget, kept, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';
import { findPlace } from './place.ts';
import { findRole } from './role.ts';
import { reaches } from './scope.ts';

/** What a record calls a role. */
export const roleName = (id: string): string => findRole(id)?.name ?? id;

/** What a record says of an assignment that was made or ended. */
export const assignmentFields = {
  role: kept<unknown, Assignment>((_input, output) => output?.role.name),
  principal: kept<unknown, Assignment>((_input, output) => output?.principal.id),
  principalName: kept<unknown, Assignment>((_input, output) => output?.principal.name),
  scope: kept<unknown, Assignment>((_input, output) => output?.scope),
  from: kept<unknown, Assignment>((_input, output) => output && new Date(output.from).toISOString()),
  until: kept<unknown, Assignment>((_input, output) => (output?.until === undefined ? undefined : new Date(output.until).toISOString())),
} as const;

/** What is asked about by its scope. Where there is nothing, only who may act everywhere is told so. */
export const scopeTarget = async (tx: Tx, keyring: Keyring, scope: string): Promise<Target> =>
  (await findPlace(tx, keyring, scope)) ?? houseTarget('');

/** @throws VaultError BadParameter where there is nothing; IntegrityViolation */
export async function getPlace(tx: Tx, keyring: Keyring, scope: string): Promise<Target> {
  const found = await findPlace(tx, keyring, scope);
  if (!found) throw new VaultError('BadParameter', { issues: [{ path: 'scope', problem: 'unknown' }] });
  return found;
}

/** An assignment as it is asked about: by its id, and by who names the place too, only where it stands there or below. */
interface Asked {
  readonly id: string;
  readonly scope?: string | undefined;
}

/** What an assignment that is asked about by its id stands at, or the place that it is asked about at. @see scopeTarget */
export async function assignmentTarget(tx: Tx, keyring: Keyring, { id, scope }: Asked): Promise<Target> {
  const place = scope === undefined ? undefined : await scopeTarget(tx, keyring, scope);
  const grant = await findGrant(tx, keyring, { id, scope });
  return grant ? scopeTarget(tx, keyring, grant.scope) : (place ?? houseTarget(''));
}

async function findGrant(tx: Tx, keyring: Keyring, { id, scope }: Asked): Promise<GrantRow | undefined> {
  const grant = await tx.grants.find(id.toLowerCase());
  if (grant) keyring.checkRow('grant', grant, grantFields);
  if (scope === undefined || !grant) return grant;
  const place = await findPlace(tx, keyring, scope);
  return place && reaches(place.scope, grant.scope) ? grant : undefined;
}

/** One that is in force or to come. @throws VaultError AssignmentNotFound, IntegrityViolation */
export async function getGrant(tx: Tx, keyring: Keyring, { time, ...asked }: Asked & { readonly time: number }): Promise<GrantRow> {
  const grant = await findGrant(tx, keyring, asked);
  if (!grant || (grant.until !== undefined && grant.until <= time)) throw new VaultError('AssignmentNotFound', {});
  return grant;
}
