import { partMark } from '../../app/import/file-parser.ts';

/** Longer names are refused for their length; entries of one long name would repeat it without end. */
const mostNameChars = 1_024;

/** A name as a cell. @param above the name of the level that it stands in, which is a cell already */
export const nameCell = (name: string, above?: string): string =>
  (above === undefined ? name.slice(0, mostNameChars) : `${above}${partMark}${name.slice(0, mostNameChars)}`)
    .slice(0, mostNameChars)
    .toWellFormed();
