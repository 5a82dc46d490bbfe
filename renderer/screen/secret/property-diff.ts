import type { SecretProperties } from '../../../app/contract/secret.ts';
import { utcText } from '../../component/moment-text.ts';

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

const time = (value: number | undefined) => (value === undefined ? undefined : utcText(value));

const attributes: readonly (readonly [string, (secret: SecretProperties) => string | undefined])[] = [
  ['State', (secret) => (secret.enabled ? 'enabled' : 'disabled')],
  ['Active from', (secret) => time(secret.notBefore)],
  ['Expires', (secret) => time(secret.expires)],
  ['Content type', (secret) => secret.contentType],
];

function kindOf(before: string | undefined, after: string | undefined): DiffKind {
  if (before === after) return 'same';
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

const own = (tags: Readonly<Record<string, string>>, name: string) => (Object.hasOwn(tags, name) ? tags[name] : undefined);

/** What two versions have in common and what not, besides their values: attributes first, then tags by name. What neither has is left out. */
export function diffProperties(before: SecretProperties, after: SecretProperties): readonly PropertyRow[] {
  const row = (name: string, isTag: boolean, pair: readonly [string | undefined, string | undefined]): PropertyRow => ({
    name,
    isTag,
    kind: kindOf(...pair),
    before: pair[0],
    after: pair[1],
  });
  const names = [...new Set([...Object.keys(before.tags), ...Object.keys(after.tags)])].toSorted((a, b) => (a < b ? -1 : 1));
  return [
    ...attributes.map(([name, read]) => row(name, false, [read(before), read(after)])),
    ...names.map((name) => row(name, true, [own(before.tags, name), own(after.tags, name)])),
  ].filter((it) => it.before !== undefined || it.after !== undefined);
}
