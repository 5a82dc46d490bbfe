import { PrincipalSearch } from '../contract/access.ts';
import { checkApplication } from '../identity/application.ts';
import { checkGroup } from '../identity/group.ts';
import { checkPerson } from '../identity/person.ts';
import { hashed, houseTarget, type RoomOperation } from '../operation/operation.ts';
import { isInForce } from './authorize.ts';
import { getStanding } from './escalation.ts';
import { assignInPool } from './pool-need.ts';
import { assignRoles } from './role.ts';
import { roleOf, type Standing } from './standing.ts';

/** Of each kind. */
const most = 20;

/** People, groups and applications by part of their name, for who may give a role to them somewhere; to others there is nobody. */
export const searchPrincipal: RoomOperation<typeof PrincipalSearch> = {
  at: 'room',
  shape: PrincipalSearch,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { text: hashed(({ text }) => text || undefined) },
  target: async () => houseTarget('people, groups and applications'),
  async run(room, input) {
    if (!mayAssignSomewhere(await getStanding(room), room.time)) return { items: [] };
    const { tx, keyring } = room;
    const text = input.text.toLowerCase();
    const page = { after: undefined, limit: most };
    const groups = await tx.groups.list(text, page);
    const people = await tx.directory.listPeople({ text, states: [] }, page);
    const applications = await tx.applications.list({ text }, page);
    for (const row of groups) checkGroup(keyring, row);
    for (const row of people) checkPerson(keyring, row);
    for (const row of applications) checkApplication(keyring, row);
    return {
      items: [
        ...groups.map(({ id, name }) => ({ id, kind: 'group' as const, name })),
        ...people.map(({ id, displayName: name }) => ({ id, kind: 'person' as const, name })),
        ...applications.map(({ id, name, home }) => ({ id, kind: 'application' as const, name, ...(home && { home: home.tenant }) })),
      ],
    };
  },
};

const mayAssignSomewhere = (standing: Standing, time: number): boolean =>
  [...standing.grantsAt.values()].flat().some((grant) => {
    const role = isInForce(grant, time) ? roleOf(standing, grant) : undefined;
    return role !== undefined && [assignRoles, assignInPool].some(role.allows);
  });
