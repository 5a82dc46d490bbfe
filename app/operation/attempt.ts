import * as z from 'zod';
import type { Entry } from '../audit/entry.ts';
import type { Gate } from '../seal/gate.ts';
import type { Committer } from './committer.ts';
import type { Journey } from './journey.ts';
import type { Tx } from './store.ts';

const attemptsSetting = 'attempts';

const stored = z.array(
  z.strictObject({
    correlationId: z.string(),
    requestId: z.string(),
    operation: z.string(),
    object: z.string(),
    identity: z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), sessionId: z.string().optional() }),
    /** Sequence of the slot file before the attempt. */
    slotSequence: z.number().int(),
  }),
);
type OpenAttempt = z.infer<typeof stored>[number];

const read = async (tx: Tx): Promise<OpenAttempt[]> => stored.parse(JSON.parse((await tx.settings.find(attemptsSetting)) ?? '[]'));

const write = (tx: Tx, attempts: readonly OpenAttempt[]): Promise<void> => tx.settings.put(attemptsSetting, JSON.stringify(attempts));

/** Commits the record of an attempt with what tells of it, and remembers it until its outcome is known. */
export async function attempt(committer: Committer, gate: Gate, journey: Journey, note: (tx: Tx) => Promise<void>): Promise<void> {
  const entry = journey.attempted();
  const { sessionId, ...identity } = entry.identity;
  const open: OpenAttempt = {
    correlationId: entry.correlationId,
    requestId: entry.requestId,
    operation: entry.operation,
    object: entry.object,
    identity: { ...identity, ...(sessionId !== undefined && { sessionId }) },
    slotSequence: gate.slotSequence(),
  };
  await committer.commit({
    async run(tx) {
      await write(tx, [...(await read(tx)), open]);
      await note(tx);
    },
    entries: () => [entry],
  });
}

/** Forgets an attempt whose outcome is recorded in the same transaction. Steps of one stream have requests of their own. */
export async function closeAttempt(tx: Tx, { scene: { correlationId }, requestId }: Journey): Promise<void> {
  const attempts = await read(tx);
  const others = attempts.filter((it) => it.correlationId !== correlationId || it.requestId !== requestId);
  if (others.length < attempts.length) await write(tx, others);
}

/** What is known of an attempt that was left open. `outcome` says what a plain success or failure does not. */
interface Resolution {
  readonly happened: boolean;
  readonly outcome?: 'partial' | 'unknown';
}

/**
 * What became of an attempt whose outcome nobody recorded. What an operation changes in the database it commits together with that
 * outcome, so of an open attempt none of it is there.
 */
function resolve({ operation, slotSequence: before }: OpenAttempt, slotSequence: number): Resolution {
  const isWritten = slotSequence > before;
  switch (operation) {
    case 'SlotAdd':
    case 'SlotRemove':
      return { happened: isWritten };
    case 'InstanceRecover':
      // The passphrase may be the new one already; the password is the old one.
      return { happened: false, ...(isWritten && { outcome: 'partial' }) };
    case 'KeyCreate':
    case 'KeyImport':
    case 'KeyRotate':
      // What was made in a token is destroyed again by its note.
      return { happened: false };
    default:
      // Nothing of the house tells, such as of a backup: it lies elsewhere, whole or not, and holds this very attempt.
      return { happened: false, outcome: 'unknown' };
  }
}

/**
 * Resolves what a crash left open, each by what tells of it.
 * @param slotSequence of the slot file as it is now
 * @returns the records of the outcomes, to be committed with `tx`
 */
export async function resolveAttempts(tx: Tx, slotSequence: number, time: number): Promise<Entry[]> {
  const attempts = await read(tx);
  if (attempts.length > 0) await write(tx, []);
  return attempts.map((it) => {
    const { happened, outcome } = resolve(it, slotSequence);
    return {
      time,
      durationMs: 0,
      operation: it.operation,
      result: happened ? 'succeeded' : 'failed',
      status: happened ? 200 : 500,
      code: happened ? 'OK' : 'Interrupted',
      resourceId: '/',
      object: it.object,
      door: 'job',
      address: 'engine',
      identity: { ...it.identity, sessionId: it.identity.sessionId },
      correlationId: it.correlationId,
      requestId: it.requestId,
      allowedBy: undefined,
      missing: undefined,
      properties: { resolvedAtStart: 'true', ...(outcome && { outcome }) },
    };
  });
}
