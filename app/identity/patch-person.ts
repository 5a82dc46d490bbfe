import { assertMay } from '../access/assert-may.ts';
import { assertMayTakeOver, assertOwnerLeft } from '../access/escalation.ts';
import type { Input } from '../contract/operation.ts';
import { PersonPatch } from '../contract/person.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { changePerson, type PersonChange } from './person.ts';
import { getSeenPerson, personTarget } from './person-target.ts';
import { toPerson } from './person-view.ts';

/** Changes a person. Disabling ends every session of theirs for good: enabling revives none. */
export const patchPerson: RoomOperation<typeof PersonPatch> = {
  at: 'room',
  shape: PersonPatch,
  needs: { kind: 'action', action: 'microsoft.directory/users/basic/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    displayName: kept((input) => input.displayName),
    enabled: kept((input) => textOf(input.enabled)),
    secondFactor: kept((input) => textOf(input.secondFactor)),
    unlock: kept((input) => textOf(input.unlock)),
  },
  target: (input, tx) => personTarget(tx, input.id),
  async run(room, input) {
    const { tx, keyring, gate } = room;
    const before = await getSeenPerson(tx, keyring, input);
    await assertAllowed(room, input);
    const row = await changePerson(tx, keyring, before, changeOf(room, before, input));
    if (input.enabled === false) await assertOwnerLeft(room);
    if (input.unlock) room.onCommit(() => gate.guesses.free(row.nameKey));
    return toPerson(room, row);
  },
};

const textOf = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value));

async function assertAllowed(room: Room, { id, enabled, secondFactor, unlock }: Input<'PersonPatch'>): Promise<void> {
  if (enabled !== undefined) await assertMay(room, `microsoft.directory/users/${enabled ? 'enable' : 'disable'}`);
  if (secondFactor !== undefined || unlock) await assertMay(room, 'microsoft.directory/users/password/update');
  // What people read is nobody's key.
  if (enabled !== undefined || secondFactor !== undefined || unlock) await assertMayTakeOver(room, id);
}

const changeOf = ({ time }: Room, before: PersonRow, input: Input<'PersonPatch'>): PersonChange => ({
  ...(input.displayName !== undefined && { displayName: input.displayName }),
  ...(input.enabled !== undefined && { enabled: input.enabled }),
  ...(before.enabled && input.enabled === false && { credential: before.credential + 1 }),
  ...(input.secondFactor !== undefined && { secondFactor: input.secondFactor }),
  ...(input.unlock && { freedOn: time }),
});
