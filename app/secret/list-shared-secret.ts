import { isInForce } from '../access/authorize.ts';
import { getStanding } from '../access/escalation.ts';
import { decide, type Standing } from '../access/standing.ts';
import { SecretShared } from '../contract/access.ts';
import type { SecretHit } from '../contract/search.ts';
import { houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import { findVault, vaultResourceId } from '../vault/vault.ts';
import { getVersion } from './read-version.ts';
import { seeSecret } from './search-secret.ts';
import { secretNoun } from './secret-noun.ts';
import { toProperties } from './secret.ts';
import { findSecret } from './secret-row.ts';

/** Secrets that were granted one by one, in vaults that the person does not see otherwise. */
export const listSharedSecret: RoomOperation<typeof SecretShared> = {
  at: 'room',
  shape: SecretShared,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('secrets'),
  async run(room) {
    const standing = await getStanding(room);
    const items: SecretHit[] = [];
    for (const place of sharedPlaces(standing, room.time)) {
      const hit = await findShared(room, standing, place);
      if (hit) items.push(hit);
    }
    return { items: items.toSorted((a, b) => compare(a.name, b.name) || compare(a.vault, b.vault)) };
  },
};

interface Place {
  readonly vault: string;
  readonly name: string;
}

const secretScope = /\/providers\/microsoft\.keyvault\/vaults\/(?<vault>[^/]+)\/secrets\/(?<name>[^/]+)$/;

/** Secrets that a grant stands at. */
const sharedPlaces = ({ grantsAt }: Standing, time: number): Place[] =>
  [...grantsAt].flatMap(([key, grants]) => {
    const { vault, name } = secretScope.exec(key)?.groups ?? {};
    return vault !== undefined && name !== undefined && grants.some((grant) => isInForce(grant, time)) ? [{ vault, name }] : [];
  });

/** @throws VaultError IntegrityViolation */
async function findShared(
  { tx, keyring, time }: Room,
  standing: Standing,
  { vault: vaultKey, name }: Place,
): Promise<SecretHit | undefined> {
  const vault = await findVault(tx, keyring, vaultKey);
  if (!vault || vault.deletion) return undefined;
  const above = vaultResourceId(vault);
  if (decide(standing, seeSecret, { scope: above, time }).allowed) return undefined;
  const secret = await findSecret(tx, keyring, vault.id, name);
  if (!secret || !decide(standing, seeSecret, { scope: `${above}/secrets/${secret.name}`, time }).allowed) return undefined;
  const head = await getVersion(tx, secret, undefined);
  secretNoun.checkHead(keyring, { vault, row: secret }, head);
  return toProperties(vault, secret, head);
}

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
