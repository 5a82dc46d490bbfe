import { utcText } from './moment-text.ts';

export type DiffKind = 'same' | 'added' | 'removed' | 'changed';

/** One attribute or tag of two versions. */
export interface PropertyRow {
  /** As text that can be shown; a tag's name is its owner's words. */
  readonly name: string;
  readonly isTag: boolean;
  readonly kind: DiffKind;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What every version has, whatever it is a version of. */
export interface Described {
  readonly enabled: boolean;
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** An attribute by its name, and as text. */
export type Attribute<Of> = readonly [string, (of: Of) => string | undefined];

const time = (value: number | undefined) => (value === undefined ? undefined : utcText(value));

const common: readonly Attribute<Described>[] = [
  ['State', ({ enabled }) => (enabled ? 'enabled' : 'disabled')],
  ['Active from', ({ notBefore }) => time(notBefore)],
  ['Expires', ({ expires }) => time(expires)],
];

function kindOf(before: string | undefined, after: string | undefined): DiffKind {
  if (before === after) return 'same';
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

const valueOf = (tags: Readonly<Record<string, string>>, name: string) => (Object.hasOwn(tags, name) ? tags[name] : undefined);

/**
 * What two versions have in common and what not, besides what they keep: attributes first, then tags by name. What neither has is left out.
 * @param own attributes that only such versions have
 */
export function diffProperties<Of extends Described>(before: Of, after: Of, own: readonly Attribute<Of>[]): readonly PropertyRow[] {
  const row = (name: string, isTag: boolean, pair: readonly [string | undefined, string | undefined]): PropertyRow => ({
    name,
    isTag,
    kind: kindOf(...pair),
    before: pair[0],
    after: pair[1],
  });
  const names = [...new Set([...Object.keys(before.tags), ...Object.keys(after.tags)])].toSorted((a, b) => (a < b ? -1 : 1));
  return [
    ...[...common, ...own].map(([name, read]) => row(name, false, [read(before), read(after)])),
    ...names.map((name) => row(name, true, [valueOf(before.tags, name), valueOf(after.tags, name)])),
  ].filter((it) => it.before !== undefined || it.after !== undefined);
}
