import { partMark } from '../../app/import/file-parser.ts';

/** Longer names are refused for their length; many of them would repeat their beginnings without end. */
const mostNameChars = 1_024;

/** A name in its parts, as one cell. */
export const joinParts = (parts: readonly string[]): string => parts.join(partMark).slice(0, mostNameChars).toWellFormed();
