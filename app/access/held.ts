import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Held } from './assignment.ts';
import type { GrantFilter, GrantPlace, GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';
import { membersOf } from './member.ts';

interface Look {
  readonly tx: Tx;
  readonly keyring: Keyring;
  /** The instant at which memberships count, milliseconds since 1970. */
  readonly time: number;
}

const pageRows = 200;

/**
 * Whom grants reach, one by one; those of groups through the groups.
 * @throws VaultError IntegrityViolation when a grant, a membership or a person was edited outside the house
 */
export async function* heldByPeople(look: Look, filter: GrantFilter): AsyncGenerator<Held> {
  const { tx, keyring } = look;
  const next = (after: GrantPlace | undefined) => tx.grants.list(filter, { after, limit: pageRows });
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const grant of page) {
      keyring.checkRow('grant', grant, grantFields);
      yield* holdersOfOne(look, grant);
    }
  }
}

async function* holdersOfOne({ tx, keyring, time }: Look, grant: GrantRow): AsyncGenerator<Held> {
  const { principalId } = grant;
  const isGroup = (await tx.groups.find(principalId)) !== undefined;
  if (!isGroup) yield { grant, principalId, through: [] };
  const members = membersOf(tx, keyring, isGroup ? [principalId] : [], { time });
  for await (const { id, through } of members) yield { grant, principalId: id, through };
}
