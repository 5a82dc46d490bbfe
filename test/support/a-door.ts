import { randomUUID } from 'node:crypto';
import type { FromEngine } from '../../app/contract/link.ts';
import { openDoor, type Door } from '../../main/rpc/door.ts';
import type { Violation } from '../../main/rpc/violation.ts';
import { scriptCorridor, type Script } from './scripted-corridor.ts';

/** What a test may look at from outside a door. */
export interface OpenedDoor {
  readonly door: Door;
  readonly corridor: ReturnType<typeof scriptCorridor>;
  readonly violations: Violation[];
  readonly bugs: { error: unknown; correlationId: string }[];
  /** What the engine said to the shell. */
  readonly posted: FromEngine[];
}

/** A door of the real kind on a scripted corridor; `relay` plays the shell. */
export function aDoor(script: Script = {}, relay: (message: FromEngine) => void = () => undefined): OpenedDoor {
  const violations: Violation[] = [];
  const bugs: { error: unknown; correlationId: string }[] = [];
  const posted: FromEngine[] = [];
  const corridor = scriptCorridor(script);
  const door = openDoor({
    corridor,
    post: (message) => {
      posted.push(message);
      relay(message);
    },
    newId: () => randomUUID(),
    now: () => 1_800_000_000_000,
    onViolation: (violation) => violations.push(violation),
    onBug: (error, correlationId) => bugs.push({ error, correlationId }),
  });
  return { door, corridor, violations, bugs, posted };
}
