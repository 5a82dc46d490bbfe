import type { Input } from '../../../app/contract/operation.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import {
  newAttributes,
  standingAttributes,
  toAttributeChange,
  toAttributes,
  type AttributeDraft,
} from '../../component/attribute-draft.ts';

/** What the form for a secret holds; the value is not in it (see value-draft). */
export interface SecretDraft extends AttributeDraft {
  readonly name: string;
  readonly contentType: string;
}

/** A new secret, or a new version that starts as the last one stood. Its dates were about the old value and are not carried over. */
export const toSecretDraft = (last: SecretProperties | undefined): SecretDraft => ({
  name: last?.name ?? '',
  contentType: last?.contentType ?? '',
  ...newAttributes(last?.tags),
});

/** The attributes of one version as they stand, to be changed. */
export const toEditDraft = (secret: SecretProperties): SecretDraft => ({
  ...toSecretDraft(secret),
  ...standingAttributes(secret),
});

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
  ...toAttributeChange(draft, before),
  contentType: draft.contentType.trim() === '' ? null : draft.contentType.trim(),
});

/** @param source the value, owned by what is returned, or how it is drawn */
export function toSecretSet(draft: SecretDraft, vault: string, source: Pick<Input<'SecretSet'>, 'value' | 'generate'>): Input<'SecretSet'> {
  const contentType = draft.contentType.trim();
  return { vault, name: draft.name.trim(), ...source, ...toAttributes(draft), ...(contentType === '' ? {} : { contentType }) };
}

/** What is wrong with a value of this size, as a sentence. */
export function valueProblem(sizeBytes: number, mostBytes: number): string | undefined {
  if (sizeBytes === 0) return 'Enter the value.';
  const over = sizeBytes - mostBytes;
  return over > 0
    ? `${over.toLocaleString('en')} ${over === 1 ? 'byte' : 'bytes'} too long: a value is at most ${mostBytes.toLocaleString('en')} bytes, counted in UTF-8.`
    : undefined;
}
