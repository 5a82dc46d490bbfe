import { AccessRequestCreate } from '../contract/access.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { AccessRequestRow } from './access-request-store.ts';
import { addRequest, checkRequest } from './access-request.ts';
import { anyVault, toRequest } from './access-request-view.ts';
import { needAt, poolOf } from './pool-need.ts';
import { createNames } from './assignment.ts';
import type { ActionNeed, Role } from './role.ts';
import { smallestRole } from './smallest-role.ts';
import { getNeed, grantScope, type NeedOf } from './wish.ts';

/** Requests of one person that wait at the same time. */
const mostOpen = 50;

/** Asks for what was refused. The answer tells nothing of whether there is anything of that name; asked again, it is the same request. */
export const createAccessRequest = (needOf: NeedOf): RoomOperation<typeof AccessRequestCreate> => ({
  at: 'room',
  shape: AccessRequestCreate,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    operation: kept((input) => input.operation),
    vault: kept((input) => input.vault),
    name: kept((input) => input.name),
    request: kept((_input, output) => output?.id),
    role: kept((_input, output) => output?.smallestRole?.name),
  },
  target: async ({ vault, name }) => houseTarget([vault, name].filter((part) => part !== undefined).join(' / ')),
  async run(room, { reason, ...wish }) {
    const { tx, keyring, principal, time } = room;
    const need = getNeed(needOf, wish);
    if (need.kind !== 'action' && need.kind !== 'dataAction') throw refuse('nothing_to_ask');
    const open = await listOpen(tx, principal.id);
    const same = open.find((it) => it.operation === wish.operation && it.vault === wish.vault && it.name === wish.name);
    if (same) checkRequest(keyring, same);
    if (!same && open.length >= mostOpen) throw refuse('too_many_open');
    const scope = await grantScope(tx, keyring, wish);
    const row =
      same ??
      (await addRequest(tx, keyring, {
        id: room.newId(),
        personId: principal.id,
        operation: wish.operation,
        vault: wish.vault,
        name: wish.name,
        action: need.action,
        scope,
        roleId: roleFor(need, wish.vault === undefined ? '/' : anyVault, scope)?.id,
        reason,
        createdOn: time,
        state: 'open',
        decidedBy: undefined,
        decidedOn: undefined,
        note: undefined,
      }));
    return toRequest(createNames(room), row, false);
  },
});

/** @param scope where it would be granted: pools have roles of their own */
const roleFor = (need: ActionNeed, anywhere: string, scope = anywhere): Role | undefined =>
  poolOf(scope) === undefined ? smallestRole(need, anywhere) : smallestRole(needAt(need, scope), scope);

const refuse = (problem: string): VaultError => new VaultError('BadParameter', { issues: [{ path: 'operation', problem }] });

const listOpen = (tx: Tx, personId: string): Promise<AccessRequestRow[]> =>
  tx.accessRequests.list({ personId, states: ['open'] }, { after: undefined, limit: mostOpen });
