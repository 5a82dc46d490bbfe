import { fromLocalText, toLocalText } from './date-time-field.tsx';
import type { Described } from './property-diff.ts';
import { toTagRecord, type Tag } from './tag-editor.tsx';

/** What a form holds of the attributes that every version has. */
export interface AttributeDraft {
  readonly enabled: boolean;
  /** As a `datetime-local` control holds them. */
  readonly notBefore: string;
  readonly expires: string;
  readonly tags: readonly Tag[];
}

/** Attributes of a new version. */
export const newAttributes = (tags: Readonly<Record<string, string>> = {}): AttributeDraft => ({
  enabled: true,
  notBefore: toLocalText(undefined),
  expires: toLocalText(undefined),
  tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
});

/** The attributes of one version as they stand, to be changed. */
export const standingAttributes = (of: Described): AttributeDraft => ({
  ...newAttributes(of.tags),
  enabled: of.enabled,
  notBefore: toLocalText(of.notBefore),
  expires: toLocalText(of.expires),
});

/** The attributes as a new version is given them. */
export function toAttributes(draft: AttributeDraft) {
  const notBefore = fromLocalText(draft.notBefore);
  const expires = fromLocalText(draft.expires);
  return {
    enabled: draft.enabled,
    tags: toTagRecord(draft.tags),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** A date that was not touched stays to the second, though the control shows minutes alone. */
const dateOf = (text: string, before: number | undefined): number | null =>
  text === toLocalText(before) ? (before ?? null) : (fromLocalText(text) ?? null);

/** The attributes as they change those that stand. */
export const toAttributeChange = (draft: AttributeDraft, before: Described) => ({
  enabled: draft.enabled,
  notBefore: dateOf(draft.notBefore, before.notBefore),
  expires: dateOf(draft.expires, before.expires),
  tags: toTagRecord(draft.tags),
});

/** What the dates of a draft contradict, as a sentence. @param noun what would never be valid: `secret` */
export function dateProblem(draft: Pick<AttributeDraft, 'notBefore' | 'expires'>, noun: string): string | undefined {
  const from = fromLocalText(draft.notBefore);
  const until = fromLocalText(draft.expires);
  return from !== undefined && until !== undefined && until <= from
    ? `Expiry comes before activation: the ${noun} would never be valid.`
    : undefined;
}
