import { VaultError } from '../../app/contract/vault-error.ts';
import type { GateCall, Operation, RoomCall, StreamCall } from '../../app/operation/bind.ts';

/** What a tied operation answers where the real one would begin to act. */
export const tiedCode = 'NotImplemented';

function begin(): never {
  throw new VaultError(tiedCode, {});
}

/**
 * The same operations with their hands tied: each is walked through the corridor up to the decision, and where it is allowed nothing is
 * done. So the same objects serve every case. What belongs to another state of the house is asked of the open one: this is about who, not
 * about when.
 * @param free names of those that are left as they are
 */
export const tie = (operations: ReadonlyMap<string, Operation>, free: ReadonlySet<string>): ReadonlyMap<string, Operation> =>
  new Map(
    [...operations].map(([name, operation]) => [
      name,
      free.has(name) ? operation : { ...operation, during: ['open'], parse: (raw: unknown) => tieCall(operation.parse(raw)) },
    ]),
  );

function tieCall(call: GateCall | RoomCall | StreamCall): GateCall | RoomCall | StreamCall {
  switch (call.at) {
    case 'gate':
      return { ...call, run: async () => begin() };
    case 'room':
      return { ...call, slow: false, lasting: false, repeatable: false, run: async () => begin(), afterCommit: () => undefined };
    case 'stream':
      return { ...call, slow: false, follow: begin };
  }
}
