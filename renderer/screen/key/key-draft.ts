import { keyType, type KeyOperation, type KeySpec, type KeyType } from '../../../app/contract/key.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { newAttributes, toAttributes, type AttributeDraft } from '../../component/attribute-draft.ts';
import { usualOperations } from './key-text.ts';
import { type ReleaseDraft, toReleasePolicy } from './release-draft.ts';

/** What the form for a new key holds. */
export interface KeyDraft extends AttributeDraft {
  readonly name: string;
  readonly spec: KeySpec;
  readonly hsm: boolean;
  readonly operations: readonly KeyOperation[];
  /** To whom it may go; absent where it stays. */
  readonly release: ReleaseDraft | undefined;
}

/** What is usual of each family. */
export const usualSpec: Readonly<Record<KeySpec['family'], KeySpec>> = {
  RSA: { family: 'RSA', bits: 2048 },
  EC: { family: 'EC', curve: 'P-256' },
  oct: { family: 'oct', bits: 256 },
};

export const newKeyDraft = (spec: KeySpec = usualSpec.RSA): KeyDraft => ({
  ...newAttributes(),
  name: '',
  spec,
  hsm: false,
  operations: usualOperations(spec.family),
  release: undefined,
});

export const typeOf = ({ spec, hsm }: Pick<KeyDraft, 'spec' | 'hsm'>): KeyType => keyType.parse(`${spec.family}${hsm ? '-HSM' : ''}`);

/** What a draft says of a key, however it comes. @param expect the version that one saw under the name */
function common(draft: KeyDraft, vault: string, expect: string) {
  const leaves = draft.release && { exportable: true, releasePolicy: toReleasePolicy(draft.release) };
  return { vault, name: draft.name.trim(), operations: [...draft.operations], ...toAttributes(draft), ...leaves, expect };
}

export const toKeyCreate = (draft: KeyDraft, vault: string, expect: string): Input<'KeyCreate'> => ({
  ...common(draft, vault, expect),
  type: typeOf(draft),
  ...(draft.spec.family === 'EC' ? { curve: draft.spec.curve } : { bits: draft.spec.bits }),
});

export const toKeyImport = (draft: KeyDraft, vault: string, expect: string): Omit<Input<'KeyImport'>, 'file' | 'jwk'> => ({
  ...common(draft, vault, expect),
  hsm: draft.hsm,
});
