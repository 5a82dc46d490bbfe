import { LogGet } from '../contract/log.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { logTarget, readLog } from './log-need.ts';
import { matchesQuery } from './record-query.ts';
import { readRecord } from './record.ts';
import { toLogRecord } from './record-row.ts';
import { findRemovedSpan } from './removed-span.ts';
import { hashLeaf } from './tree.ts';

/**
 * One record whole.
 * @throws VaultError RecordRemoved once its text was removed, to who reads the whole log; RecordNotFound, also when it is about another
 * place; IntegrityViolation when it does not give its hash
 */
export const getLog: RoomOperation<typeof LogGet> = {
  ...readLog,
  at: 'room',
  shape: LogGet,
  repeatable: false,
  fields: { sequence: kept(({ sequence }) => sequence.toString()) },
  target: async (input) => logTarget(input),
  async run({ tx, crypto }, { sequence, scope }) {
    const row = await tx.records.find(sequence);
    if (row && row.canonical === undefined && scope === undefined) {
      const span = await findRemovedSpan(tx, sequence);
      if (span) throw new VaultError('RecordRemoved', { sequence, deletion: span.deletion, by: span.by, on: span.on, reason: span.reason });
    }
    if (row?.canonical === undefined || !matchesQuery(row, { scope })) throw new VaultError('RecordNotFound', { sequence });
    const record = readRecord(row.canonical);
    const leafHash = hashLeaf((...parts) => crypto.sha256(...parts), new TextEncoder().encode(row.canonical));
    if (!record || record.sequence !== sequence || !crypto.equal(leafHash, row.leafHash)) {
      throw new VaultError('IntegrityViolation', { what: 'record', id: sequence.toString() });
    }
    return toLogRecord(row, record, row.canonical);
  },
};
