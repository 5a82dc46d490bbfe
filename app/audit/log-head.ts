import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import { openCheckpoint, statesSame } from './checkpoint.ts';
import type { CheckpointKey, NoteCrypto } from './checkpoint.ts';
import type { LogHead } from './record-store.ts';
import { isFrontier, rootOf, sameBytes } from './tree.ts';

export const damagedHead = (): VaultError => new VaultError('IntegrityViolation', { what: 'log', id: 'head' });

/** Whether the log has no head because nothing was ever written, and not because somebody took it away. */
export async function assertNeverWritten(tx: Tx): Promise<void> {
  const [rows, checkpoints] = [await tx.records.scan(0, 1), await tx.records.countCheckpoints()];
  if (rows.length > 0 || checkpoints > 0) throw damagedHead();
}

/**
 * Reads the stored head, so that the next one continues it.
 * @param known heads that were verified before, or signed here
 * @returns undefined while the log is empty
 * @throws VaultError IntegrityViolation when it is not one that this log has signed
 */
export async function loadHead(tx: Tx, crypto: NoteCrypto, key: CheckpointKey, known: readonly LogHead[]): Promise<LogHead | undefined> {
  const head = await tx.records.findHead();
  if (!head) {
    await assertNeverWritten(tx);
    return undefined;
  }
  if (known.some((other) => isSame(head, other))) return head;
  if (!isWhole(head, crypto) || !isSigned(head, crypto, key)) throw damagedHead();
  return head;
}

function isWhole(head: LogHead, { sha256 }: NoteCrypto): boolean {
  const frontier = { size: head.size, nodes: head.frontier };
  return isFrontier(frontier) && sameBytes(rootOf(sha256, frontier), head.rootHash);
}

const isSame = (a: LogHead, b: LogHead): boolean =>
  a.note === b.note &&
  statesSame(a, b) &&
  a.frontier.length === b.frontier.length &&
  a.frontier.every((node, at) => sameBytes(node, b.frontier[at] ?? emptyNode));

const emptyNode = new Uint8Array();

function isSigned(head: LogHead, crypto: NoteCrypto, key: CheckpointKey): boolean {
  const noted = openCheckpoint(crypto, key, head.note);
  return noted !== undefined && statesSame(head, noted);
}
