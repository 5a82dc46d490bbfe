import type { LogFacet, LogRow } from '../../../app/contract/log.ts';
import { cutMiddle } from '../../component/cut-middle.ts';
import type { FacetCount } from './facet-count.ts';
import { doorWord } from './log-column.tsx';
import type { LabelOf } from './log-condition.ts';
import { resultWord } from './result-mark.tsx';

const words: Readonly<Partial<Record<LogFacet, Readonly<Record<string, string>>>>> = { result: resultWord, door: doorWord };

const own = (record: Readonly<Record<string, string>> | undefined, value: string): string | undefined =>
  record && Object.hasOwn(record, value) ? record[value] : undefined;

/** What people read for a value: of a person the name, as far as a count or a record has told it. */
export function labelsFrom(counts: readonly FacetCount[] | undefined, rows: readonly LogRow[] | undefined): LabelOf {
  const names = new Map<string, string>();
  for (const { identityId, identity } of rows ?? []) names.set(identityId, identity);
  for (const { value, label } of counts?.find(({ field }) => field === 'identity')?.values ?? []) names.set(value, label);
  return (field, value) => {
    if (field !== 'identity') return own(words[field], value) ?? (value === '' ? 'none' : value);
    return names.get(value) || (value === '' ? 'nobody' : cutMiddle(value, 13));
  };
}
