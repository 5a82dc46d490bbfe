import * as z from 'zod';
import type { CheckpointRow, LogHead, RecordRow } from '../../../app/audit/record-store.ts';
import { result } from '../../../app/contract/log.ts';
import { doors, type FactRow } from '../log-column.ts';
import { bytes, flag, maybe } from './column.ts';

export const record: z.ZodType<RecordRow> = z.object({
  sequence: z.number(),
  time: z.number(),
  operation: z.string(),
  result,
  status: z.number(),
  code: z.string(),
  identity: z.string(),
  identityId: z.string(),
  object: z.string(),
  vault: z.string(),
  resourceId: z.string(),
  door: z.enum(doors),
  address: z.string(),
  durationMs: z.number(),
  correlationId: z.string(),
  canonical: maybe(z.string()),
  leafHash: bytes,
});

export const recordColumns = `sequence, time, operation, result, status, code, identity, identity_id as identityId, object, vault,
  resource_id as resourceId, door, address, duration_ms as durationMs, correlation_id as correlationId, leaf_hash as leafHash, canonical`;

export const fact: z.ZodType<FactRow> = z.object({
  sequence: z.number(),
  time: z.number(),
  operation: z.string(),
  result,
  code: z.string(),
  identity: z.string(),
  identityId: z.string(),
  object: z.string(),
  vault: z.string(),
  resourceId: z.string(),
  door: z.enum(doors),
  address: z.string(),
  correlationId: z.string(),
  removed: flag,
});

export const factColumns = `sequence, time, operation, result, code, identity, identity_id as identityId, object, vault,
  resource_id as resourceId, door, address, correlation_id as correlationId, canonical is null as removed`;

const checkpointShape = z.object({ size: z.number(), rootHash: bytes, signedOn: z.number(), note: z.string() });
export const checkpoint: z.ZodType<CheckpointRow> = checkpointShape;
export const checkpointColumns = 'size, root_hash as rootHash, signed_on as signedOn, note';

export const head: z.ZodType<LogHead> = checkpointShape.extend({ frontier: bytes.transform(splitHashes) });

const hashBytes = 32;

export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(hashes.length * hashBytes);
  hashes.forEach((hash, at) => joined.set(hash, at * hashBytes));
  return joined;
}

function splitHashes(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: joined.length / hashBytes }, (_, at) => joined.slice(at * hashBytes, (at + 1) * hashBytes));
}
