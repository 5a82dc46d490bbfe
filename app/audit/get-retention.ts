import { LogRetentionGet } from '../contract/log.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { readLog } from './log-need.ts';
import { readRetention } from './retention.ts';

/** How long records are kept. @throws VaultError IntegrityViolation */
export const getRetention: RoomOperation<typeof LogRetentionGet> = {
  ...readLog,
  at: 'room',
  shape: LogRetentionGet,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('log'),
  run: async ({ tx, keyring }) => ({ days: await readRetention(tx, keyring) }),
};
