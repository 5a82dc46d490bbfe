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
  identityId: record.identity.claim[claimName.objectId] ?? '',
  object: record.object,
  vault: vaultOf(record.resourceId),
  resourceId: record.resourceId,
  door: record.door,
  address: record.callerIpAddress,
  durationMs: record.durationMs,
  correlationId: record.correlationId,
});

/** A row as it is once its text was removed: nothing is left of it but where and when. */
export const removedRow = ({ sequence, time, leafHash }: Pick<RecordRow, 'sequence' | 'time' | 'leafHash'>): RecordRow => ({
  sequence,
  time,
  operation: '',
  result: 'succeeded',
  status: 0,
  code: '',
  identity: '',
  identityId: '',
  object: '',
  vault: '',
  resourceId: '',
  door: 'job',
  address: '',
  durationMs: 0,
  correlationId: '',
  canonical: undefined,
  leafHash,
});

const vaultPattern =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/(?<name>[\w-]{1,64})(?:\/|$)/i;

/** The name of the vault that a resource id is that of, or lies in; empty where there is none. */
export const vaultOf = (resourceId: string): string => vaultPattern.exec(resourceId)?.groups?.['name'] ?? '';

/** One line of the log as the window sees it. */
export const toLogRow = (row: RecordRow): LogRow => ({
  sequence: row.sequence,
  time: row.time,
  operation: row.operation,
  result: row.result,
  status: row.status,
  code: row.code,
  identity: row.identity,
  identityId: row.identityId,
  object: row.object,
  vault: row.vault,
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
