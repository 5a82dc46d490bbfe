import { LogRetentionPut } from '../contract/log.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { purgeLog } from './log-need.ts';
import { writeRetention } from './retention.ts';

/** Says how long records are kept. What is older goes within a day. @throws VaultError SignInFailed */
export const putRetention: RoomOperation<typeof LogRetentionPut> = {
  ...purgeLog,
  at: 'room',
  shape: LogRetentionPut,
  throttle: 'guess',
  repeatable: false,
  fields: { days: kept(({ days }) => days?.toString() ?? 'for ever'), reason: kept(({ reason }) => reason) },
  target: async () => houseTarget('log'),
  async prepare(anteroom, { password }) {
    await confirmPassword(anteroom, password);
    return undefined;
  },
  async run({ tx, keyring }, { days }) {
    await writeRetention(tx, keyring, days);
    return { days: days ?? undefined };
  },
};
