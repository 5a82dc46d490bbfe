import { checkApplication } from '../identity/application.ts';
import type { PersonRow } from '../identity/directory-store.ts';
import { checkMembership } from '../identity/membership.ts';
import type { MembershipPlace, MembershipRow } from '../identity/membership-store.ts';
import { checkPerson } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';

/** Somebody in a group, and how. */
export interface Member {
  readonly id: string;
  /** Undefined where it is an application. */
  readonly person: PersonRow | undefined;
  /** Groups, from the member's own to the one that was asked about. */
  readonly through: readonly string[];
}

/** Which memberships count: those that hold at `time` (milliseconds since 1970), or of them only those that have no end. */
export interface Moment {
  readonly time: number;
  readonly lasting?: boolean;
}

const pageRows = 200;

/**
 * Everybody who is in any of the groups, also through other groups; each once, by the shortest way.
 * @throws VaultError IntegrityViolation when a membership, a person or an application was edited outside the house
 */
export async function* membersOf(tx: Tx, keyring: Keyring, groupIds: readonly string[], moment: Moment): AsyncGenerator<Member> {
  const ways = new Map(groupIds.map((id) => [id, [id]]));
  const seen = new Set(groupIds);
  for (let edge = [...seen]; edge.length > 0;) {
    const below: string[] = [];
    for await (const { memberId, memberKind, groupId } of membershipsIn(tx, keyring, edge, moment)) {
      if (seen.has(memberId)) continue;
      seen.add(memberId);
      const through = ways.get(groupId) ?? [groupId];
      if (memberKind === 'group') {
        ways.set(memberId, [memberId, ...through]);
        below.push(memberId);
        continue;
      }
      const member = await (memberKind === 'person' ? findPerson : findApplication)(tx, keyring, memberId);
      if (member) yield { ...member, through };
    }
    edge = below;
  }
}

async function findPerson(tx: Tx, keyring: Keyring, id: string): Promise<Omit<Member, 'through'> | undefined> {
  const person = checkPerson(keyring, await tx.directory.findPersonById(id));
  return person && { id, person };
}

async function findApplication(tx: Tx, keyring: Keyring, id: string): Promise<Omit<Member, 'through'> | undefined> {
  const row = checkApplication(keyring, await tx.applications.find(id));
  return row && !row.deletion ? { id, person: undefined } : undefined;
}

async function* membershipsIn(tx: Tx, keyring: Keyring, ids: readonly string[], { time, lasting }: Moment): AsyncGenerator<MembershipRow> {
  const next = (after: MembershipPlace | undefined) => tx.memberships.list({ of: 'group', ids, at: time }, { after, limit: pageRows });
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const { nameKey: _nameKey, ...row } of page) {
      checkMembership(keyring, row);
      if (!lasting || row.until === undefined) yield row;
    }
  }
}
