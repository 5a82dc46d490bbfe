import { logFacet, logFilter, type LogFacet, type LogFilter } from '../../../app/contract/log.ts';
import { dayText } from '../../component/moment-text.ts';
import { tidyFilter } from './log-place.ts';

/** Fields whose values are chosen, in the order in which they are shown. */
export const facets: readonly LogFacet[] = ['result', 'operation', 'identity', 'vault', 'object', 'door', 'address', 'code'];

export const facetTitle: Readonly<Record<LogFacet, string>> = {
  result: 'Result',
  operation: 'Operation',
  identity: 'Identity',
  vault: 'Vault',
  object: 'Object',
  door: 'Door',
  address: 'Address',
  code: 'Code',
};

/** One condition of a list, as a chip shows it. */
export interface LogCondition {
  readonly key: string;
  readonly field: string;
  /** As a person reads it; may hold what others wrote. */
  readonly value: string;
  /** The filter without it. */
  readonly without: LogFilter;
}

/** What people read for a value: the name for an id. */
export type LabelOf = (field: LogFacet, value: string) => string;

/** The values that a filter asks for in one field. */
export const valuesOf = (filter: LogFilter, field: LogFacet): readonly string[] => filter[field] ?? [];

/** The filter with other values in one field. What can't be a value of it is left out. */
export function withValues(filter: LogFilter, field: LogFacet, values: readonly string[]): LogFilter {
  const parsed = logFilter.safeParse({ ...filter, [field]: [...new Set(values)] });
  return parsed.success ? tidyFilter(parsed.data) : filter;
}

/** Adds a value to those of its field, or takes it out. */
export function toggleValue(filter: LogFilter, field: LogFacet, value: string): LogFilter {
  const now = valuesOf(filter, field);
  return withValues(filter, field, now.includes(value) ? now.filter((it) => it !== value) : [...now, value]);
}

/** The conditions of a filter besides its time. */
export function conditionsOf(filter: LogFilter, labelOf: LabelOf): readonly LogCondition[] {
  const chosen = facets.flatMap((field) =>
    valuesOf(filter, field).map((value) => ({
      key: `${field}:${value}`,
      field,
      value: labelOf(field, value),
      without: toggleValue(filter, field, value),
    })),
  );
  const { correlationId, text } = filter;
  return [
    ...chosen,
    ...(correlationId === undefined
      ? []
      : [{ key: 'correlation', field: 'correlation', value: correlationId, without: tidyFilter({ ...filter, correlationId: undefined }) }]),
    ...(text === undefined ? [] : [{ key: 'text', field: 'text', value: text, without: tidyFilter({ ...filter, text: undefined }) }]),
  ];
}

const isFacet = (text: string): text is LogFacet => logFacet.options.some((facet) => facet === text);

/** What is being typed: a field and the beginning of its value, or words alone. */
export interface TypedCondition {
  readonly field: LogFacet | 'correlation' | undefined;
  readonly text: string;
}

/** `vault:pay`, `identity:"M. Okafor"`, or words. */
export function readTyped(typed: string): TypedCondition {
  const [, name = '', rest = ''] = /^\s*([a-z]+):(.*)$/i.exec(typed) ?? [];
  const field = name.toLowerCase();
  const text = rest.trim().replace(/^"(.*?)"?$/, '$1');
  if (field === 'correlation' || isFacet(field)) return { field, text };
  return { field: undefined, text: typed.trim() };
}

/** The filter with what is typed as a condition of its own, where it can be one as it stands. */
export function withTyped(filter: LogFilter, { field, text }: TypedCondition): LogFilter | undefined {
  if (text === '') return undefined;
  if (field === undefined) return parsedOr(filter, { text });
  if (field === 'correlation') return parsedOr(filter, { correlationId: text });
  // An id is typed by nobody: identities are chosen from what is found.
  if (field === 'identity') return undefined;
  const next = withValues(filter, field, [...valuesOf(filter, field), field === 'result' || field === 'door' ? text.toLowerCase() : text]);
  return next === filter ? undefined : next;
}

function parsedOr(filter: LogFilter, change: LogFilter): LogFilter | undefined {
  const parsed = logFilter.safeParse({ ...filter, ...change });
  return parsed.success ? tidyFilter(parsed.data) : undefined;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const momentOf = (time: number) => `${dayText(time)} ${clock.format(time)}`;

/** `22 Nov 2026 10:20 – 10:31`, `since 22 Nov 2026 10:20`. */
export function timeText({ from, until }: Pick<LogFilter, 'from' | 'until'>): string {
  if (from === undefined) return until === undefined ? 'all time' : `until ${momentOf(until)}`;
  if (until === undefined) return `since ${momentOf(from)}`;
  return `${momentOf(from)} – ${dayText(from) === dayText(until) ? clock.format(until) : momentOf(until)}`;
}
