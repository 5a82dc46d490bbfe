import * as z from 'zod';
import type { Whole } from './gram.ts';

/** What a secret of the index is compared by, as text columns. @param fields what words are looked for in, folded */
export function textColumns(fields: readonly string[], { contentType, tags }: Whole) {
  return {
    content_type: contentType ?? '',
    tags: Object.entries(tags)
      .map(([name, value]) => tagText(name, value))
      .join(''),
    // Words hold no white space, so that none is found across two fields.
    fields: fields.join('\n'),
  };
}

/**
 * A tag as it stands in the column, or the beginning of one of any value. JSON escapes line feeds and tabs, so that neither name nor value
 * can look like another tag.
 */
export const tagText = (name: string, value?: string): string =>
  `\n${JSON.stringify(name)}\t${value === undefined ? '' : `${JSON.stringify(value)}\n`}`;

const text = z.string();

/** The tags of a column. */
export const tagsOfText = (column: string): Record<string, string> =>
  Object.fromEntries(
    column
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', value = ''] = line.split('\t');
        return [text.parse(JSON.parse(name)), text.parse(JSON.parse(value))];
      }),
  );
