import * as z from 'zod';
import { departure } from './bridge.ts';
import { endpointName } from './endpoint.ts';

/** Why the shell closes the house without being asked by a page. */
export const lockCause = z.enum(['computer-locked', 'computer-asleep', 'shell-closed']);
export type LockCause = z.infer<typeof lockCause>;

/** Shell to engine. A page is one page load; its number is never used again. */
export const toEngine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page-opened'), page: z.number().int() }),
  z.strictObject({ kind: z.literal('page'), page: z.number().int(), text: z.string() }),
  z.strictObject({ kind: z.literal('page-closed'), page: z.number().int() }),
  /** Always answered by `leaving`, or by `locked` where applications are still served, whatever the engine's state: an engine that does not answer within two seconds is killed. */
  z.strictObject({ kind: z.literal('lock'), cause: lockCause }),
]);
export type ToEngine = z.infer<typeof toEngine>;

/** Engine to shell. After `leaving` the engine exits by itself within two seconds; the shell starts a fresh one. */
export const fromEngine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** Before `ready`, where the engine was to open the house and serve by itself. */
  z.strictObject({ kind: z.literal('serving'), name: endpointName }),
  z.strictObject({ kind: z.literal('refused'), code: z.string(), detail: z.string() }),
  z.strictObject({ kind: z.literal('page'), page: z.number().int(), text: z.string() }),
  /** The page broke the rules of the channel: the shell ends it. */
  z.strictObject({ kind: z.literal('page-expelled'), page: z.number().int() }),
  /** The window is locked and applications are still served: pages end, the engine stays. */
  z.strictObject({ kind: z.literal('locked') }),
  z.strictObject({ kind: z.literal('leaving'), departure }),
]);
export type FromEngine = z.infer<typeof fromEngine>;
