import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import type { GrantRow } from './grant-store.ts';
import { findGroups } from './group-path.ts';
import { holdersOf, isPresent } from './grantor.ts';
import { listGrants } from './list-grant.ts';
import { assertMayAssign } from './may-assign.ts';
import { ownerRoleId } from './role.ts';
import { readCustomRoles } from './role-definition.ts';
import { roleOf, type Standing } from './standing.ts';

/** Who changes something, in the transaction of the change. */
export type Actor = Pick<Room, 'tx' | 'keyring' | 'standings' | 'principal' | 'time'>;

/**
 * Whoever manages people or applications may not become more by it: taking over, or shutting out, one that can assign roles or manages
 * others needs the right to assign each of those roles everywhere.
 * @param id of a person or an application
 * @throws VaultError TooPowerful, IntegrityViolation
 */
export async function assertMayTakeOver(actor: Actor, id: string): Promise<void> {
  const { tx, standings, time } = actor;
  const subject = await standings.of(tx, id, time);
  const held = subject ? [...subject.grantsAt.values()].flat().filter((grant) => roleOf(subject, grant)?.elevates) : [];
  for (const { roleId } of held) assertMayAssign(await getStanding(actor), { roleId, scope: '/', time });
}

/**
 * Whoever has a credential of an application has what it holds, itself and by its groups, now or later: giving one needs the right to
 * assign each of those roles where they are assigned.
 * @throws VaultError TooPowerful, IntegrityViolation
 */
export async function assertMayLend(actor: Actor, applicationId: string): Promise<void> {
  const { tx, standings, time } = actor;
  const subject = await standings.of(tx, applicationId, time);
  const held = subject ? [...subject.grantsAt.values()].flat() : [];
  for (const { roleId, scope } of held) assertMayAssign(await getStanding(actor), { roleId, scope, time });
}

/**
 * Being in a group gives what it holds, itself and by the groups that it is in: putting somebody there needs the right to assign each of
 * those roles where they are assigned.
 * @throws VaultError TooPowerful, IntegrityViolation
 */
export async function assertMayGive(actor: Actor, groupId: string): Promise<void> {
  for (const { roleId, scope } of await grantsOfGroup(actor, groupId))
    assertMayAssign(await getStanding(actor), { roleId, scope, time: actor.time });
}

/**
 * Taking somebody out of a group, or a group away, shuts them out of what it gave: where that elevates it needs as much as giving it.
 * @throws VaultError TooPowerful, IntegrityViolation
 */
export async function assertMayTakeAway(actor: Actor, groupId: string): Promise<void> {
  const held = await grantsOfGroup(actor, groupId);
  const roles = await readCustomRoles(actor.tx, actor.keyring, held);
  for (const { roleId, scope } of held.filter((grant) => roleOf({ roles }, grant)?.elevates))
    assertMayAssign(await getStanding(actor), { roleId, scope, time: actor.time });
}

/** What being in a group gives, now or later. */
export async function grantsOfGroup({ tx, keyring, time }: Pick<Actor, 'tx' | 'keyring' | 'time'>, groupId: string): Promise<GrantRow[]> {
  const { through } = await findGroups(tx, keyring, groupId, time);
  return listGrants(tx, keyring, [groupId, ...through.keys()], time);
}

/**
 * To be called after a change, in its transaction: somebody who can sign in must be left as Owner of the tenant, by a grant and by
 * memberships that do not end by themselves.
 * @throws VaultError LastOwner, IntegrityViolation
 */
export async function assertOwnerLeft({ tx, keyring, time }: Pick<Actor, 'tx' | 'keyring' | 'time'>): Promise<void> {
  for await (const person of holdersOf(tx, keyring, [ownerRoleId], { scope: '/', time, lasting: true })) if (isPresent(person)) return;
  throw new VaultError('LastOwner', {});
}

/** What the one who acts may do. @throws VaultError Unauthorized where nobody acts */
export async function getStanding({ tx, standings, principal, time }: Omit<Actor, 'keyring'>): Promise<Standing> {
  const standing = await standings.of(tx, principal.id, time);
  if (!standing) throw new VaultError('Unauthorized', {});
  return standing;
}
