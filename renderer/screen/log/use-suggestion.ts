import { useQuery } from '@tanstack/react-query';
import type { LogFilter } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logFacetQuery, type LogAsked } from '../../api/log-query.ts';
import { useDebounced } from '../../component/use-debounced.ts';
import { facets, facetTitle, readTyped, valuesOf, withTyped, withValues, type LabelOf } from './log-condition.ts';

/** Something that what is typed could become: a condition, or the name of a field before its value. */
export interface Suggestion {
  readonly key: string;
  readonly caption: string;
  /** May hold what others wrote. */
  readonly text: string;
  readonly count?: number | undefined;
  readonly become: { readonly filter: LogFilter } | { readonly typed: string };
}

/** Every question to the log is recorded, so a pause in typing is waited for. */
const pauseMs = 250;
/** Fewer letters than these are in almost everything. */
const leastLetters = 2;
const ofOneField = 8;
const ofEachField = 3;

interface SuggestionDeps {
  readonly asked: LogAsked;
  readonly filter: LogFilter;
  readonly labelOf: LabelOf;
}

/** What is typed, completed: fields by their name, values from what the log holds, words as they stand. */
export function useSuggestions(typed: string, { asked, filter, labelOf }: SuggestionDeps): readonly Suggestion[] {
  const paused = readTyped(useDebounced(typed, pauseMs));
  const { field, text } = readTyped(typed);
  const fields = paused.field === 'correlation' ? [] : paused.field === undefined ? facets : [paused.field];
  const { data } = useQuery({
    ...logFacetQuery(useClient(), asked, { fields, limit: paused.field === undefined ? ofEachField : ofOneField, text: paused.text }),
    enabled: fields.length > 0 && (paused.field !== undefined || paused.text.length >= leastLetters) && typed.trim() !== '',
  });
  const wanted = field === undefined ? undefined : field;
  const found = (text.length < leastLetters && wanted === undefined ? [] : (data?.facets ?? []))
    .filter((facet) => wanted === undefined || facet.field === wanted)
    .flatMap((facet) =>
      facet.values.map(({ value, label, count }): Suggestion => ({
        key: `${facet.field}:${value}`,
        caption: facetTitle[facet.field],
        text: facet.field === 'identity' ? label || labelOf('identity', value) : labelOf(facet.field, value),
        count,
        become: { filter: withValues(filter, facet.field, [...valuesOf(filter, facet.field), value]) },
      })),
    )
    // An answer to what was typed before is still there while the next one is on its way.
    .filter((it) => it.text.toLowerCase().includes(text.toLowerCase()));
  return [...asTyped(typed, filter), ...fieldNames(typed), ...found];
}

/** What is typed as it stands. */
function asTyped(typed: string, filter: LogFilter): readonly Suggestion[] {
  const condition = readTyped(typed);
  if (condition.field !== undefined && condition.field !== 'correlation') return [];
  const next = withTyped(filter, condition);
  const caption = condition.field === 'correlation' ? 'Correlation' : 'Contains';
  return next ? [{ key: 'typed', caption, text: condition.text, become: { filter: next } }] : [];
}

function fieldNames(typed: string): readonly Suggestion[] {
  const begun = typed.trim().toLowerCase();
  return [...facets, 'correlation' as const]
    .filter((name) => !typed.includes(':') && name.startsWith(begun))
    .map((name) => ({ key: `field ${name}`, caption: 'Field', text: `${name}:`, become: { typed: `${name}:` } }));
}
