import * as z from 'zod';
import type { CheckpointRow, LogHead, RecordRow } from '../../../app/audit/record-store.ts';
import { result } from '../../../app/contract/log.ts';
import { bytes, maybe } from './column.ts';

export const record: z.ZodType<RecordRow> = z.object({
  sequence: z.number(),
  time: z.number(),
  operation: z.string(),
  result,
  status: z.number(),
  code: z.string(),
  identity: z.string(),
  object: z.string(),
  door: z.enum(['window', 'rest', 'job', 'shell']),
  address: z.string(),
  durationMs: z.number(),
  correlationId: z.string(),
  canonical: maybe(z.string()),
  leafHash: bytes,
});

export const recordColumns = `sequence, time, operation, result, status, code, identity, object, door, address,
  duration_ms as durationMs, correlation_id as correlationId, canonical, leaf_hash as leafHash`;

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
