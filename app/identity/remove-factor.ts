import { FactorRemove } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { confirmPassword } from './confirm-password.ts';
import { hasFactor, listFactors, removeFactor } from './factor-row.ts';

/**
 * Takes a second factor of one's own away. Who must have one and takes the last sets up another before anything else; recovery codes
 * go with the last that they could stand in for.
 */
export const removeOwnFactor: RoomOperation<typeof FactorRemove> = {
  at: 'room',
  shape: FactorRemove,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  async target({ id }, tx, keyring, { session }) {
    const own = session.current ? await listFactors(tx, keyring, [session.current.principalId]) : [];
    const row = own.find((it) => it.id === id);
    return houseTarget(row ? `second factor / ${row.label}` : 'second factor');
  },
  async prepare(anteroom, { password }) {
    await confirmPassword(anteroom, password);
    return undefined;
  },
  async run({ tx, keyring, principal }, { id }) {
    const known = await listFactors(tx, keyring, [principal.id]);
    const row = known.find((it) => it.id === id);
    if (!row) throw new VaultError('FactorNotFound', {});
    await removeFactor(tx, keyring, row);
    const left = known.filter((it) => it !== row);
    if (hasFactor(left)) return {};
    for (const reserve of left) await removeFactor(tx, keyring, reserve);
    return {};
  },
};
