import { LogDelete } from '../contract/log.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { countRemovable } from './deletion.ts';
import { purgeLog, removalFields } from './log-need.ts';

/**
 * Removes the texts of records for good. Its own record says who began it and why; each commit then has one that names what went with it.
 * @throws VaultError SignInFailed
 */
export const deleteLog: StreamOperation<typeof LogDelete> = {
  ...purgeLog,
  at: 'stream',
  shape: LogDelete,
  throttle: 'guess',
  fields: { ...removalFields, reason: kept(({ reason }) => reason) },
  target: async () => houseTarget('log'),
  prepare: (anteroom, { password }) => confirmPassword(anteroom, password),
  async *follow({ gate, read, caller, principal, correlationId }, { removal, reason }) {
    const { remover } = gate.log();
    const { count: total } = await read((tx) => countRemovable(tx, removal));
    const { id, name, kind, sessionId } = principal;
    const by = { door: caller.door, address: caller.address, identity: { id, name, kind, sessionId }, correlationId };
    let done = 0;
    yield { done, total };
    for (let from: number | undefined = 0; from !== undefined;) {
      const step: { count: number; next?: number } = await remover.removeSome({ removal, reason, by }, from);
      from = step.next;
      done += step.count;
      if (step.count > 0) yield { done, total };
    }
    await remover.forget();
  },
};
