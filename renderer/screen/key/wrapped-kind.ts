import { curve, type KeySpec, type WrappedKind } from '../../../app/contract/key.ts';
import type { Choice } from '../../component/choice-field.tsx';
import { usualSpec } from './key-draft.ts';

interface Named {
  readonly kind: WrappedKind;
  readonly label: string;
}

const kinds: ReadonlyMap<string, Named> = new Map<string, Named>([
  ['RSA', { kind: { family: 'RSA' }, label: 'RSA' }],
  ...curve.options.map((name) => [name, { kind: { family: 'EC', curve: name }, label: `EC, curve ${name}` }] as const),
  ['oct', { kind: { family: 'oct' }, label: 'AES, symmetric' }],
]);

/** What can be in a `.byok` file, which does not say it. */
export const kindChoices: readonly Choice<string>[] = [...kinds].map(([value, { label }]) => ({ value, label }));

export const kindOf = (choice: string): WrappedKind => kinds.get(choice)?.kind ?? { family: 'RSA' };

/** For the form: of a kind whose size nobody knows yet. */
export const specOf = (kind: WrappedKind): KeySpec => (kind.family === 'EC' ? kind : usualSpec[kind.family]);
