import { LogCheckpointList } from '../contract/log.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toBase64 } from './base64.ts';
import { readLog } from './log-need.ts';

/** Kept checkpoints, newest first, with the key that verifies them. */
export const listCheckpoint: RoomOperation<typeof LogCheckpointList> = {
  ...readLog,
  at: 'room',
  shape: LogCheckpointList,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('log'),
  async run({ tx, keyring }, { limit }) {
    const rows = await tx.records.listCheckpoints(undefined, limit);
    const checkpoints = rows.map(({ size, rootHash, signedOn, note }) => ({ size, rootHash: toBase64(rootHash), signedOn, note }));
    return { checkpoints, total: await tx.records.countCheckpoints(), publicKey: toBase64(keyring.logPublicKey) };
  },
};
