import type { FactorKind, Person, PersonState } from '../../../app/contract/person.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import { momentText } from '../../component/moment-text.ts';

export const stateText: Record<PersonState, { readonly kind: MeaningKind; readonly word: string }> = {
  active: { kind: 'ok', word: 'active' },
  invited: { kind: 'notice', word: 'invited' },
  disabled: { kind: 'disabled', word: 'disabled' },
};

const factorWords: Record<FactorKind, string> = { totp: 'app', passkey: 'passkey', 'recovery-code': 'recovery codes' };

/** `app, passkey`; empty where none is set up. */
export const factorText = (factors: readonly FactorKind[]): string => factors.map((kind) => factorWords[kind]).join(', ');

/** Recovery codes are a reserve, no second factor of their own. */
const hasFactor = ({ factors }: Pick<Person, 'factors'>): boolean => factors.some((kind) => kind !== 'recovery-code');

export interface Attention {
  readonly kind: MeaningKind;
  readonly text: string;
}

/** What somebody who looks after people should know of one, the worst first. @param now milliseconds since 1970 */
export function attentionOf(person: Person, now: number): readonly Attention[] {
  const found: Attention[] = [];
  if (isLocked(person, now)) found.push({ kind: 'danger', text: `locked, opens ${momentText(person.lockedUntil ?? 0, now)}` });
  if (person.state === 'invited') found.push(invitationState(person, now));
  if (person.state === 'active' && person.secondFactor && !hasFactor(person)) found.push({ kind: 'warning', text: 'no second factor yet' });
  return found;
}

/** Whether signing in is refused after too many failures in a row. */
export const isLocked = ({ lockedUntil }: Pick<Person, 'lockedUntil'>, now: number): boolean => (lockedUntil ?? 0) > now;

function invitationState({ invitedUntil }: Person, now: number): Attention {
  if (invitedUntil === undefined || invitedUntil <= now) return { kind: 'warning', text: 'the one-time code ran out' };
  return { kind: 'notice', text: `code ends ${momentText(invitedUntil, now)}` };
}
