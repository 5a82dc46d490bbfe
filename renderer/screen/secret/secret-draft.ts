import type { Input } from '../../../app/contract/operation.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { toTagRecord, type Tag } from '../../component/tag-editor.tsx';

/** What the form for a secret holds; the value is not in it (see value-draft). */
export interface SecretDraft {
  readonly name: string;
  readonly contentType: string;
  readonly enabled: boolean;
  /** As a `datetime-local` control holds them. */
  readonly notBefore: string;
  readonly expires: string;
  readonly tags: readonly Tag[];
}

/** A new secret, or a new version that starts as the last one stood. Its dates were about the old value and are not carried over. */
export const toSecretDraft = (last: SecretProperties | undefined): SecretDraft => ({
  name: last?.name ?? '',
  contentType: last?.contentType ?? '',
  enabled: true,
  notBefore: toLocalText(undefined),
  expires: toLocalText(undefined),
  tags: Object.entries(last?.tags ?? {}).map(([name, value]) => ({ name, value })),
});

/** The attributes of one version as they stand, to be changed. */
export const toEditDraft = (secret: SecretProperties): SecretDraft => ({
  ...toSecretDraft(secret),
  enabled: secret.enabled,
  notBefore: toLocalText(secret.notBefore),
  expires: toLocalText(secret.expires),
});

/** A date that was not touched stays to the second, though the control shows minutes alone. */
const dateOf = (text: string, before: number | undefined): number | null =>
  text === toLocalText(before) ? (before ?? null) : (fromLocalText(text) ?? null);

/** @param revision the one that the person looked at */
export const toSecretUpdate = (
  draft: SecretDraft,
  { vault, name, version, ...before }: SecretProperties,
  revision: number,
): Input<'SecretUpdate'> => ({
  vault,
  name,
  version,
  revision,
  enabled: draft.enabled,
  contentType: draft.contentType.trim() === '' ? null : draft.contentType.trim(),
  notBefore: dateOf(draft.notBefore, before.notBefore),
  expires: dateOf(draft.expires, before.expires),
  tags: toTagRecord(draft.tags),
});

/** @param source the value, owned by what is returned, or how it is drawn */
export function toSecretSet(draft: SecretDraft, vault: string, source: Pick<Input<'SecretSet'>, 'value' | 'generate'>): Input<'SecretSet'> {
  const contentType = draft.contentType.trim();
  const notBefore = fromLocalText(draft.notBefore);
  const expires = fromLocalText(draft.expires);
  return {
    vault,
    name: draft.name.trim(),
    ...source,
    enabled: draft.enabled,
    tags: toTagRecord(draft.tags),
    ...(contentType === '' ? {} : { contentType }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** What the dates of a draft contradict, as a sentence. */
export function dateProblem(draft: SecretDraft): string | undefined {
  const from = fromLocalText(draft.notBefore);
  const until = fromLocalText(draft.expires);
  return from !== undefined && until !== undefined && until <= from
    ? 'Expiry comes before activation: the secret would never be valid.'
    : undefined;
}

/** What is wrong with a value of this size, as a sentence. */
export function valueProblem(sizeBytes: number, mostBytes: number): string | undefined {
  if (sizeBytes === 0) return 'Enter the value.';
  const over = sizeBytes - mostBytes;
  return over > 0
    ? `${over.toLocaleString('en')} ${over === 1 ? 'byte' : 'bytes'} too long: a value is at most ${mostBytes.toLocaleString('en')} bytes, counted in UTF-8.`
    : undefined;
}
