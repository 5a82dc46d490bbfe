import type { Application, Credential, CredentialKind } from '../../../app/contract/application.ts';
import { expiryState, expiryText } from '../../component/expiry-state.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import { dayText } from '../../component/moment-text.ts';

/** A sign and its words. */
export interface Mark {
  readonly kind: MeaningKind;
  readonly text: string;
}

export const stateOf = ({ enabled }: Pick<Application, 'enabled'>): Mark =>
  enabled ? { kind: 'ok', text: 'enabled' } : { kind: 'disabled', text: 'disabled' };

export const kindWords: Readonly<Record<CredentialKind, string>> = {
  secret: 'Secret',
  certificate: 'Certificate',
  'managed-identity': 'Managed identity',
};

/** What somebody who looks after an application should know of it; nothing where all is well. @param now milliseconds since 1970 */
export function attentionOf({ credentialCount, credentialUntil, home }: Application, now: number): Mark | undefined {
  if (credentialCount === 0) return { kind: 'warning', text: home ? 'no certificate holds' : 'no credential' };
  if (credentialUntil === undefined) return undefined;
  switch (expiryState(credentialUntil, now)) {
    case 'expired':
      return { kind: 'danger', text: `credential ${expiryText(credentialUntil, now)}` };
    case 'near':
      return { kind: 'warning', text: `credential ends ${expiryText(credentialUntil, now)}` };
    case 'soon':
      return { kind: 'notice', text: `credential ends ${expiryText(credentialUntil, now)}` };
    case 'fine':
      return undefined;
  }
}

/** Whether one can sign in with a credential, and for how long still. @param now milliseconds since 1970 */
export function credentialState({ from, until }: Pick<Credential, 'from' | 'until'>, now: number): Mark {
  if (from > now) return { kind: 'notice', text: `from ${dayText(from)}` };
  switch (expiryState(until, now)) {
    case 'expired':
      return { kind: 'disabled', text: 'ended' };
    case 'near':
      return { kind: 'warning', text: `ends ${expiryText(until, now)}` };
    case 'soon':
      return { kind: 'notice', text: `ends ${expiryText(until, now)}` };
    case 'fine':
      return { kind: 'ok', text: 'holds' };
  }
}

/** Below the field for an application's name. */
export const nameHint = 'The program that asks, as the log and the lists of access say it.';
