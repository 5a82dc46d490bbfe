import type { LogRecord, LogRow } from '../contract/log.ts';
import { toBase64 } from './base64.ts';
import { claimName } from './record.ts';
import type { AuditRecord } from './record.ts';
import type { RecordRow } from './record-store.ts';

/** The columns beside a record: each repeats what the record says, so that lists need not read it. */
export type RecordColumns = Omit<RecordRow, 'canonical' | 'leafHash'>;

export const toColumns = (record: AuditRecord): RecordColumns => ({
  sequence: record.sequence,
  time: Date.parse(record.time),
  operation: record.operationName,
  result: record.result,
  status: record.properties.httpStatusCode,
  code: record.resultDescription,
  identity: record.identity.name,
  object: record.object,
  door: record.door,
  address: record.callerIpAddress,
  durationMs: record.durationMs,
  correlationId: record.correlationId,
});

/** One line of the log as the window sees it. */
export const toLogRow = (row: RecordRow): LogRow => ({
  sequence: row.sequence,
  time: row.time,
  operation: row.operation,
  result: row.result,
  status: row.status,
  code: row.code,
  identity: row.identity,
  identityId: '',
  object: row.object,
  vault: '',
  door: row.door,
  address: row.address,
  durationMs: row.durationMs,
});

/** The whole record as the window sees it. */
export const toLogRecord = (row: RecordRow, record: AuditRecord, canonical: string): LogRecord => ({
  ...toLogRow({ ...row, ...toColumns(record) }),
  resourceId: record.resourceId,
  correlationId: record.correlationId,
  requestId: record.requestId,
  identityId: record.identity.claim[claimName.objectId] ?? '',
  sessionId: record.identity.sessionId,
  allowedBy: record.decision && 'allowed' in record.decision ? record.decision.allowed : undefined,
  missing: record.decision && 'missing' in record.decision ? record.decision.missing : undefined,
  properties: textProperties(record),
  leafHash: toBase64(row.leafHash),
  canonical,
});

function textProperties(record: AuditRecord): Record<string, string> {
  const { httpStatusCode: _status, ...declared } = record.properties;
  return declared;
}
