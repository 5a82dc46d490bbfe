import { exportProtection, type ExportFormat } from '../../../app/contract/bulk.ts';
import type { Input } from '../../../app/contract/operation.ts';
import type { Choice } from '../../component/choice-field.tsx';

export type Protection = Input<'ExportPrepare'>['protection']['kind'];

/** What must be typed before values leave in clear. */
export const clearWords = 'export in clear';

/** What the panel for an export holds, but what is secret. */
export interface ExportDraft {
  readonly format: ExportFormat;
  readonly protection: Protection;
  /** One recipient a line, as `age-keygen` prints them. */
  readonly recipients: string;
  readonly words: string;
  readonly reason: string;
}

export const emptyExport: ExportDraft = { format: 'json', protection: 'passphrase', recipients: '', words: '', reason: '' };

export const formatChoices: readonly Choice<ExportFormat>[] = [
  { value: 'json', label: 'JSON', hint: 'Everything: values, content types, dates, tags. Strongroom imports it again.' },
  { value: 'csv', label: 'CSV', hint: 'A table for spreadsheets. What a spreadsheet would run as a formula is made harmless.' },
  { value: 'env', label: '.env', hint: 'NAME=value for programs; names become capitals with underscores, everything else is left out.' },
];

export const protectionChoices: readonly Choice<Protection>[] = [
  {
    value: 'passphrase',
    label: 'Encrypted by a passphrase',
    hint: 'An age file that opens with the passphrase, here and by any age program.',
  },
  {
    value: 'recipient',
    label: 'Encrypted to age recipients',
    hint: 'Only who holds one of their keys can open it. You need no shared passphrase.',
  },
  {
    value: 'clear',
    label: 'In clear',
    hint: 'Anyone who gets the file has every value. Typed words, a reason and your password are asked for.',
  },
];

/** The recipients that were entered, each once. */
export const recipientsOf = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+/).filter((line) => line !== ''))];

const recipientShape = exportProtection.options[1].shape.recipients;

/** What is wrong with the recipients, as a sentence. */
export function recipientProblem(text: string): string | undefined {
  const found = recipientsOf(text);
  if (found.length === 0) return 'Enter at least one recipient: age1 and what follows it.';
  const wrong = found.find((it) => !recipientShape.safeParse([it]).success);
  if (wrong !== undefined) return `${wrong.slice(0, 24)}… is no age recipient: it begins with age1 and holds small letters and digits.`;
  return recipientShape.safeParse(found).success ? undefined : 'At most 20 recipients fit.';
}

/** How a saved file is opened, step by step. */
export function openText(protection: Protection, path: string): { readonly words: string; readonly command?: string } {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const plain = name.replace(/\.age$/, '');
  switch (protection) {
    case 'passphrase':
      return { words: 'It opens with the passphrase:', command: `age -d -o ${plain} ${name}` };
    case 'recipient':
      return { words: 'It opens with the key of one of the recipients:', command: `age -d -i key.txt -o ${plain} ${name}` };
    case 'clear':
      return { words: 'It is not encrypted. Move it to where it is needed, and delete it here as soon as it is there.' };
  }
}
