import { secretQuery, type SecretQuery, type SecretState } from '../../../app/contract/search.ts';
import { parseSpan, spanText } from './span-text.ts';
import { tidyQuery } from './secret-place.ts';

/** What a list can be narrowed by, as it is typed: `vault:payroll`. */
export const fields = ['vault', 'tag', 'type', 'state', 'expires', 'created', 'changed'] as const;
export type FieldName = (typeof fields)[number];

/** One condition as a chip shows it. */
export interface Condition {
  readonly key: string;
  readonly field: FieldName;
  /** As a person reads it; may hold what others wrote. */
  readonly value: string;
  /** The query without it. */
  readonly without: SecretQuery;
}

type Tag = NonNullable<SecretQuery['tag']>[number];
export const tagText = ({ name, value }: Tag): string => (value === undefined ? name : `${name}=${value}`);

/** Chips of a condition that takes several values. */
function several<T>(field: FieldName, values: readonly T[] | undefined, text: (value: T) => string, put: (rest: T[]) => SecretQuery) {
  return (values ?? []).map((value): Condition => {
    const rest = (values ?? []).filter((it) => it !== value);
    return { key: `${field}:${text(value)}`, field, value: text(value), without: tidyQuery(put(rest)) };
  });
}

const same = (text: string) => text;

/** The conditions of a query besides its text, in the order of the fields. */
export function conditionsOf(query: SecretQuery): readonly Condition[] {
  const { expires, created, changed } = query;
  const single = (field: 'expires' | 'created' | 'changed', value: string): Condition => ({
    key: field,
    field,
    value,
    without: tidyQuery({ ...query, [field]: undefined }),
  });
  return [
    ...several('vault', query.vault, same, (vault) => ({ ...query, vault })),
    ...several('tag', query.tag, tagText, (tag) => ({ ...query, tag })),
    ...several('type', query.contentType, same, (contentType) => ({ ...query, contentType })),
    ...several<SecretState>('state', query.state, same, (state) => ({ ...query, state })),
    ...(expires === undefined ? [] : [single('expires', expires === 'never' ? 'never' : spanText(expires))]),
    ...(created === undefined ? [] : [single('created', spanText(created))]),
    ...(changed === undefined ? [] : [single('changed', spanText(changed))]),
  ];
}

const joined = <T>(values: readonly T[] | undefined, value: T, key: (it: T) => string): T[] => [
  ...(values ?? []).filter((it) => key(it) !== key(value)),
  value,
];

function withField(query: SecretQuery, field: FieldName, value: string, now: number): unknown {
  switch (field) {
    case 'vault':
      return { ...query, vault: joined(query.vault, value, (it) => it.toLowerCase()) };
    case 'tag': {
      const at = value.indexOf('=');
      const tag: Tag = at < 0 ? { name: value } : { name: value.slice(0, at), value: value.slice(at + 1) };
      return { ...query, tag: joined(query.tag, tag, tagText) };
    }
    case 'type':
      return { ...query, contentType: joined(query.contentType, value, same) };
    case 'state':
      return { ...query, state: joined<string>(query.state, value, same) };
    case 'expires':
      return value === 'never' ? { ...query, expires: 'never' } : withSpan(query, 'expires', parseSpan(value, 'future', now));
    case 'created':
    case 'changed':
      return withSpan(query, field, parseSpan(value, 'past', now));
  }
}

const withSpan = (query: SecretQuery, field: FieldName, span: object | undefined): unknown => span && { ...query, [field]: span };

/** The query with one condition more. @returns undefined where the value can't be one of this field */
export function addCondition(query: SecretQuery, field: FieldName, value: string, now: number): SecretQuery | undefined {
  const parsed = secretQuery.safeParse(withField(query, field, value, now));
  return parsed.success ? tidyQuery(parsed.data) : undefined;
}

const isField = (text: string): text is FieldName => fields.some((field) => field === text);

/** A condition as it is typed; the value stands in quotes where it has blanks. */
const typed = /(?<=^|\s)([a-z]+):(?:"([^"]*)"|(\S+))(?=\s|$)/g;

/**
 * Takes the conditions out of what is typed into the search field.
 * @returns what is left of the text, and the query with the conditions; what is none stays text
 */
export function takeConditions(text: string, query: SecretQuery, now: number): { text: string; query: SecretQuery } {
  let next = query;
  const left = text.replaceAll(typed, (whole: string, field: string, quoted: string | undefined, bare: string | undefined) => {
    const value = quoted ?? bare ?? '';
    const more = isField(field) && value !== '' ? addCondition(next, field, value, now) : undefined;
    next = more ?? next;
    return more ? '' : whole;
  });
  return { text: next === query ? text : left.replaceAll(/\s+/g, ' ').trimStart(), query: next };
}
