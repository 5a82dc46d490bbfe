import type { Output } from '../contract/operation.ts';
import { FactorBegin } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { drawFactor, type BegunFactor } from './begun-factor.ts';
import { confirmPassword } from './confirm-password.ts';
import { hasFactor, listFactors } from './factor-row.ts';
import type { FactorRow } from './factor-store.ts';
import { formatFactorUri } from './factor-uri.ts';
import { knownPasskeys } from './passkey-content.ts';
import { checkPerson } from './person.ts';
import { formatRecoveryCode } from './recovery-code.ts';

/** More than anybody has, and few enough to try a code on all of them. */
const mostFactors = 20;

/** Draws what a second factor of one's own is made of; it waits for `FactorConfirm` in memory alone. */
export const beginFactor: RoomOperation<typeof FactorBegin, BegunFactor> = {
  at: 'room',
  shape: FactorBegin,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { kind: kept(({ kind }) => kind) },
  target: async () => houseTarget('second factor'),
  async prepare(anteroom, { kind, password }) {
    await confirmPassword(anteroom, password);
    return drawFactor(anteroom.crypto, kind);
  },
  async run(room, { kind }, drawn) {
    const begun = drawn ?? drawFactor(room.crypto, kind);
    try {
      const known = await listFactors(room.tx, room.keyring, [room.principal.id]);
      assertPlace(known, kind);
      const factor = room.staging.put('factor', room.caller, begun);
      return await describe(room, known, { ...begun, factor });
    } catch (error) {
      begun.close();
      throw error;
    }
  },
  release: (begun) => begun.close(),
};

/** @throws VaultError BadParameter where there are as many as there may be, or nothing that recovery codes could stand in for */
function assertPlace(known: readonly FactorRow[], kind: FactorRow['kind']): void {
  const refuse = (problem: string, limit?: number) =>
    new VaultError('BadParameter', { issues: [{ path: 'kind', problem, ...(limit !== undefined && { limit }) }] });
  if (known.length >= mostFactors) throw refuse('too_many_factors', mostFactors);
  if (kind === 'recovery-code' && !hasFactor(known)) throw refuse('no_factor_to_stand_in_for');
}

/** Copies of what was drawn, as its owner needs it; the door zeroes them. */
async function describe(room: Room, known: readonly FactorRow[], begun: BegunFactor & { factor: string }): Promise<Output<'FactorBegin'>> {
  const { factor, kind } = begun;
  if (kind === 'recovery-code') return { kind, factor, codes: begun.codes.map(formatRecoveryCode) };
  const { tx, keyring, principal } = room;
  const tenant = await tx.directory.findTenant();
  const person = checkPerson(keyring, await tx.directory.findPersonById(principal.id));
  if (!tenant || !person) throw new VaultError('Unauthorized', {});
  if (kind === 'totp') return { kind, factor, uri: formatFactorUri(begun.secret, { issuer: tenant.name, account: person.name }) };
  const { challenge } = begun;
  return {
    kind,
    factor,
    options: await room.passkey.creationOptions({ challenge, organisation: tenant.name, person, known: knownPasskeys(known) }),
  };
}
