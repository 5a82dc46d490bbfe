import { SessionProve } from '../contract/session.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { beginSession } from './begin-session.ts';
import type { Caller } from './caller.ts';
import { checkProof, type Proved } from './check-proof.ts';
import { changeFactor, listFactors } from './factor-row.ts';
import { checkPerson } from './person.ts';
import { toPrincipal } from './principal.ts';
import { mayGoOn, type PendingSignIn } from './session.ts';

interface ProvedSignIn extends Proved {
  readonly pending: PendingSignIn;
}

/** The second half of signing in: what was proved on this connection before, and now beside it. */
export const proveSession: RoomOperation<typeof SessionProve, ProvedSignIn> = {
  at: 'room',
  shape: SessionProve,
  needs: { kind: 'nothing' },
  during: ['open', 'quarantined'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: { kind: kept(({ proof }) => proof.kind) },
  async target(_input, tx, _keyring, { session: { pending } }) {
    const person = pending && (await tx.directory.findPersonById(pending.personId));
    return houseTarget(person?.name ?? 'unknown person');
  },
  async prepare(anteroom, { proof }) {
    const { gate, keyring, read, identify } = anteroom;
    const pending = findPending(anteroom);
    const person = checkPerson(keyring, await read((tx) => tx.directory.findPersonById(pending.personId)));
    if (!person || !mayGoOn(person, pending)) throw new VaultError('SignInExpired', {});
    identify(toPrincipal(person, undefined));
    const challenge = proof.kind === 'passkey' ? takeChallenge(pending) : undefined;
    let proved: Proved | undefined;
    await gate.guesses.attempt(person.nameKey, async () => {
      const rows = await read((tx) => listFactors(tx, keyring, [person.id]));
      proved = await checkProof(anteroom, rows, { proof, challenge });
      return proved !== undefined;
    });
    return proved && { ...proved, pending };
  },
  async run(room, _input, proved) {
    const { tx, keyring, caller } = room;
    if (!proved || caller.session.pending !== proved.pending) throw new VaultError('SignInExpired', {});
    const person = checkPerson(keyring, await tx.directory.findPersonById(proved.pending.personId));
    if (!person || !mayGoOn(person, proved.pending)) throw new VaultError('SignInExpired', {});
    room.identify(toPrincipal(person, undefined));
    const row = (await listFactors(tx, keyring, [person.id])).find(({ id }) => id === proved.row.id);
    // The same proof on two connections: one of them was first.
    if (row?.rowVersion !== proved.row.rowVersion) throw new VaultError('SignInFailed', {});
    await changeFactor(tx, keyring, row, proved.change);
    return beginSession(room, person);
  },
};

/** @throws VaultError SignInExpired */
function findPending({ caller, time }: { readonly caller: Caller; readonly time: number }): PendingSignIn {
  const { pending } = caller.session;
  if (pending && time < pending.until) return pending;
  caller.session.pending = undefined;
  throw new VaultError('SignInExpired', {});
}

/** @throws VaultError SignInExpired where it was answered already */
function takeChallenge(pending: PendingSignIn): Uint8Array {
  const { challenge } = pending;
  pending.challenge = undefined;
  if (!challenge) throw new VaultError('SignInExpired', {});
  return challenge;
}
