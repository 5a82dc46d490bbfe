import type { KeyProperties } from '../../../app/contract/key.ts';
import { Meaning, type MeaningKind } from '../../component/meaning.tsx';

type Dated = Pick<KeyProperties, 'enabled' | 'notBefore' | 'expires'>;

/** In what state a version is, and how that is shown. @param now milliseconds since 1970 */
export function keyState({ enabled, notBefore, expires }: Dated, now: number): { readonly kind: MeaningKind; readonly word: string } {
  if (!enabled) return { kind: 'disabled', word: 'disabled' };
  if (expires !== undefined && expires <= now) return { kind: 'danger', word: 'expired' };
  if (notBefore !== undefined && notBefore > now) return { kind: 'notice', word: 'not active yet' };
  return { kind: 'ok', word: 'enabled' };
}

/** The state of a version as sign, word and colour. */
export function KeyState({ of, now }: { of: Dated; now: number }) {
  const { kind, word } = keyState(of, now);
  return <Meaning kind={kind}>{word}</Meaning>;
}
