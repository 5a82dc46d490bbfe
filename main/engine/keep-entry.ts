import { randomUUID } from 'node:crypto';
import type { Entry } from '../../app/audit/entry.ts';
import { toEventEntry } from '../../app/audit/event.ts';
import type { Clock } from '../../app/operation/clock.ts';
import type { House } from '../../app/seal/house.ts';

/** Keeps records of what came from no operation: in the log, or where that is sealed in the journal. */
export async function keepEntries(house: House, entries: readonly Entry[]): Promise<void> {
  const rooms = house.open();
  if (rooms) await rooms.committer.commit({ run: async () => undefined, entries: () => entries });
  else if (entries.length > 0) await house.journal(entries);
}

/** A page broke the rules of its channel: what it did is recorded, never what it sent. */
export async function recordViolation(house: House, clock: Clock, problem: string): Promise<void> {
  const event = {
    operation: 'ChannelViolation',
    result: 'refused',
    status: 400,
    code: 'Forbidden',
    object: 'window',
    properties: { problem },
  } as const;
  await keepEntries(house, [toEventEntry({ clock, newId: randomUUID }, { ...event, door: 'window', address: 'window' })]);
}
