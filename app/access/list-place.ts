import * as z from 'zod';
import { VaultError } from '../contract/vault-error.ts';
import type { GrantPlace } from './grant-store.ts';

const place = z.templateLiteral([z.number().int(), '.', z.uuid()]);
const offset = z.coerce.number().int().min(0);

export const placeText = ({ from, id }: GrantPlace): string => `${from}.${id}`;

/** @throws VaultError BadParameter */
export function parsePlace(after: string | undefined): GrantPlace | undefined {
  if (after === undefined) return undefined;
  const [from = '', id = ''] = parseAfter(place, after).split('.');
  return { from: Number(from), id };
}

export const parseOffset = (after: string | undefined): number => (after === undefined ? 0 : parseAfter(offset, after));

function parseAfter<T>(schema: z.ZodType<T>, after: string): T {
  const parsed = schema.safeParse(after);
  if (!parsed.success) throw new VaultError('BadParameter', { issues: [{ path: 'after', problem: 'unknown' }] });
  return parsed.data;
}
