import { TokenCreate } from '../contract/application.ts';
import type { Input, Output } from '../contract/operation.ts';
import { type Anteroom, houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { type DrawnKey, useHouseKey } from '../seal/keep-house-key.ts';
import { isCredentialInForce } from './credential.ts';
import type { AssertionUse } from './token-issuer.ts';
import { applicationPrincipal } from './principal.ts';
import { type Proved, proveApplication, tokenRefused } from './prove-application.ts';
import { addTokenKey, findTokenKey, tokenMs } from './token-key.ts';
import { isAudience, isIssuer } from './token-place.ts';
import { readWho } from './who.ts';

interface Prepared {
  readonly proved: Proved;
  /** Where no key is there that signs. */
  readonly drawn: DrawnKey | undefined;
}

/** Gives an application a token for what vaults name as their resource. */
export const createToken: RoomOperation<typeof TokenCreate, Prepared> = {
  at: 'room',
  shape: TokenCreate,
  needs: { kind: 'nothing' },
  atEndpoint: true,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    proof: kept(({ proof }) => proof.kind),
    // What a stranger writes stands in no record.
    resource: kept(({ resource }, output) => output && resource),
  },
  async target({ proof }, tx, keyring) {
    if (proof.kind === 'managed-identity') return houseTarget('managed identity');
    const row = await tx.applications.findByClientId(proof.clientId.toLowerCase());
    const who = row && (await readWho(tx, keyring, row.id));
    return houseTarget(who?.name ?? 'unknown application');
  },
  async prepare(room, input) {
    assertPlace(room, input);
    const proved = await proveApplication(room, input.proof);
    room.identify(applicationPrincipal(proved.who, undefined));
    const key = await room.read((tx) => findTokenKey(tx, room.keyring, room.time));
    return { proved, drawn: key ? undefined : await room.authority.issuer.drawKey() };
  },
  async run(room, input, prepared) {
    if (!prepared) throw new Error('nothing was proved');
    try {
      return await give(room, input, prepared);
    } finally {
      prepared.drawn?.secret.fill(0);
    }
  },
  release: ({ drawn }) => void drawn?.secret.fill(0),
};

/** @throws VaultError TokenRefused {resource | request} */
function assertPlace({ endpoint }: Anteroom, { resource, issuer }: Input<'TokenCreate'>): void {
  const { plan } = endpoint.current();
  if (!plan || !isIssuer(plan, issuer)) throw tokenRefused('request');
  if (!isAudience(plan, resource)) throw tokenRefused('resource');
}

async function give(room: Room, { resource, issuer }: Input<'TokenCreate'>, { proved, drawn }: Prepared): Promise<Output<'TokenCreate'>> {
  const { tx, keyring, time } = room;
  const { application, credential } = await stillProved(room, proved);
  assertUnused(room, proved, { resource, source: room.caller.address, generation: application.tokenGeneration });
  const id = room.newId();
  const expiresOn = Math.floor(Math.min(time + tokenMs, credential.until) / 1000) * 1000;
  const grant = {
    id,
    application,
    credentialId: credential.id,
    tenantId: application.tenantId,
    issuer,
    audience: resource,
    issuedOn: time,
    expiresOn,
  };
  const key = (await findTokenKey(tx, keyring, time)) ?? (drawn && (await addTokenKey(tx, keyring, drawn, { id: room.newId(), time })));
  if (!key) throw new Error('no key was drawn');
  const token = await useHouseKey(tx, keyring, key, (secret) => room.authority.issuer.sign({ id: key.id, secret }, grant));
  await tx.credentials.putUse(credential.id, time);
  room.identify(applicationPrincipal(proved.who, id));
  return { token, expiresOn, clientId: application.clientId };
}

/** @throws VaultError TokenRefused {assertion} when it was used for this before */
function assertUnused({ authority, time }: Room, { assertion }: Proved, use: AssertionUse): void {
  if (assertion && !authority.issuer.noteUse(assertion, use, time)) throw tokenRefused('assertion');
}

/** What was proved before the transaction may have been taken back since. @throws VaultError TokenRefused */
async function stillProved({ tx, keyring, time }: Room, { who, credential }: Proved) {
  const now = await readWho(tx, keyring, who.id);
  if (now?.kind !== 'application') throw tokenRefused('unknown');
  if (!now.application.enabled) throw tokenRefused('disabled');
  const held = now.credentials.find(({ id }) => id === credential.id);
  if (!held || !isCredentialInForce(held, time)) throw tokenRefused('expired');
  return { application: now.application, credential: held };
}
