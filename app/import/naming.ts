import type * as z from 'zod';
import type { importNaming } from '../contract/import.ts';
import { partMark } from './file-parser.ts';

export type ImportNaming = z.infer<typeof importNaming>;

export const usualNaming: ImportNaming = { prefix: '', separator: '-', lowerCase: false };

const mostNameChars = 127;

/**
 * The name of a secret for what a file calls its entry. Two underscores and a colon stand for a level, as in .NET's configuration
 * (https://learn.microsoft.com/dotnet/core/extensions/configuration); each other run of characters that no name may hold becomes one
 * hyphen, none at either end of a part. Hyphens that are there stay.
 * @param cell parts with `partMark` between them
 */
export function nameFor(cell: string, { prefix, separator, lowerCase }: ImportNaming): { name: string; problem?: 'name' | 'name_long' } {
  const parts = cell
    .split(new RegExp(`${partMark}|__|:`))
    .map(cleanPart)
    .filter((part) => part !== '');
  const joined = `${prefix}${parts.join(separator)}`;
  const name = lowerCase ? joined.toLowerCase() : joined;
  if (parts.length === 0) return { name: '', problem: 'name' };
  return name.length > mostNameChars ? { name: name.slice(0, mostNameChars), problem: 'name_long' } : { name };
}

const cleanPart = (part: string): string => part.replaceAll(/^[^a-z0-9-]+|[^a-z0-9-]+$/gi, '').replaceAll(/[^a-z0-9-]+/gi, '-');

/** What the file calls it, as people read it. */
export const sourceOf = (cell: string): string => cell.replaceAll(partMark, '.');
