import { randomUUID } from 'node:crypto';
import { addGrant } from '../../app/access/add-grant.ts';
import { roles } from '../../app/access/role.ts';
import { addGroup } from '../../app/identity/group.ts';
import { addMembership } from '../../app/identity/membership.ts';
import { addPerson } from '../../app/identity/person.ts';
import type { Tx } from '../../app/operation/store.ts';
import type { OpenHouse } from '../../app/seal/house.ts';
import { mixed } from './crowd.ts';

/** How many there are of each. Groups stand in as many levels as they are nested deep, each in one of the level above. */
export interface CrowdSize {
  readonly people: number;
  readonly grants: number;
  readonly groups: number;
  readonly deep: number;
}

export interface AccessCrowd {
  /** Ids of people. */
  readonly people: readonly string[];
  /** Scopes at which grants stand. */
  readonly scopes: readonly string[];
}

/** Rows that share a transaction. */
const together = 5_000;
/** Groups of the lowest level that a person is in. */
const placesOfPerson = 2;
/** One grant in so many is a group's. */
const groupShare = 20;

const subscription = '/subscriptions/0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';

/** A scope as they are granted: mostly single secrets, then vaults, now and then a resource group. */
function scopeOf(at: number): string {
  const drawn = mixed(at);
  const group = `${subscription}/resourceGroups/team-${drawn % 40}`;
  if (drawn % 50 === 0) return group;
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/vault-${(drawn >>> 6) % 400}`;
  return drawn % 3 === 0 ? vault : `${vault}/secrets/secret-${(drawn >>> 15) % 1_000}`;
}

const draw = <T>(list: readonly T[], at: number): T => {
  const found = list[mixed(at) % list.length];
  if (found === undefined) throw new Error('there is nothing to draw from');
  return found;
};

const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** Adds people, groups and grants as operations do, without a record of each. */
export async function addAccessCrowd(rooms: OpenHouse, size: CrowdSize): Promise<AccessCrowd> {
  const people = ids(size.people);
  const levels = Array.from({ length: size.deep }, () => ids(Math.floor(size.groups / size.deep)));
  await inBatches(rooms, people, async (tx, id, at) => addSomebody(tx, rooms, id, at));
  const groups = levels.flat();
  await inBatches(rooms, groups, async (tx, id, at) => {
    const tenantId = (await tx.directory.findTenant())?.id ?? '';
    await addGroup(tx, rooms.keyring, { id, tenantId, name: `group-${at}`, description: '', createdOn: 0, createdBy: id });
  });
  await inBatches(rooms, placesOf(people, levels), async (tx, place) => {
    await addMembership(tx, rooms.keyring, { id: randomUUID(), ...place, from: 0, until: undefined, addedBy: place.memberId });
  });
  const scopes = Array.from({ length: size.grants }, (_, at) => scopeOf(at));
  const given = roles.filter(({ kind }) => kind !== 'directory');
  await inBatches(rooms, scopes, async (tx, scope, at) => {
    const principalId = at % groupShare === 0 ? draw(groups, at) : draw(people, at * 7 + 1);
    const grant = {
      id: randomUUID(),
      principalId,
      roleId: draw(given, at * 3 + 2).id,
      scope,
      from: 0,
      grantedBy: principalId,
      reason: 'bench',
    };
    await addGrant(tx, rooms.keyring, grant);
  });
  return { people, scopes };
}

async function addSomebody(tx: Tx, { keyring }: OpenHouse, id: string, at: number): Promise<void> {
  const tenantId = (await tx.directory.findTenant())?.id ?? '';
  const password = { passwordSalt: new Uint8Array(16), passwordCost: '{}', passwordHash: new Uint8Array(32) };
  const name = `person-${at}`;
  await addPerson(tx, keyring, { ...password, id, tenantId, name, displayName: name, enabled: true, createdOn: 0 });
}

interface Place {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberKind: 'person' | 'group';
}

/** Each person in groups of the first level, each group in one of the next. */
function placesOf(people: readonly string[], levels: readonly (readonly string[])[]): Place[] {
  const [lowest = []] = levels;
  const own = people.flatMap((memberId, at) =>
    Array.from({ length: placesOfPerson }, (_, turn): Place => ({
      groupId: draw(lowest, at * placesOfPerson + turn),
      memberId,
      memberKind: 'person',
    })),
  );
  const nested = levels
    .slice(0, -1)
    .flatMap((level, at) =>
      level.map((memberId, turn): Place => ({ groupId: draw(levels[at + 1] ?? [], at * 1_000 + turn), memberId, memberKind: 'group' })),
    );
  return [...own, ...nested];
}

async function inBatches<T>({ store }: OpenHouse, list: readonly T[], add: (tx: Tx, item: T, at: number) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < list.length; begin += together) {
    await store.transaction(async (tx) => {
      for (const [at, item] of list.slice(begin, begin + together).entries()) await add(tx, item, begin + at);
    });
  }
}
