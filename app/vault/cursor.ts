import type * as z from 'zod';
import { VaultError } from '../contract/vault-error.ts';

/** What a cursor of JSON says. @throws VaultError BadParameter when it is none of this shape */
export function parseCursor<T>(shape: z.ZodType<T>, cursor: string): T {
  const parsed = shape.safeParse(readJson(cursor));
  if (!parsed.success) throw badCursor();
  return parsed.data;
}

export const badCursor = (): VaultError => new VaultError('BadParameter', { issues: [{ path: 'cursor', problem: 'invalid' }] });

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
