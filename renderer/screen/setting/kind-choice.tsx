import type { Slot } from '../../../app/contract/instance.ts';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import type { KeychainTrust } from '../first-run/use-setup.ts';
import { useOpenTokens } from './use-open-tokens.ts';

type Kind = Slot['kind'];

const kinds: readonly Choice<Kind>[] = [
  { value: 'passphrase', label: 'Passphrase', hint: 'Typed by whoever opens the house.' },
  { value: 'shares', label: 'Recovery shares', hint: 'On paper, kept by several; enough of them together open it.' },
  { value: 'keychain', label: 'Keychain of this computer', hint: 'Opens without typing while you are signed in to this computer.' },
  { value: 'hsm', label: 'HSM key', hint: 'Made in a token, which it never leaves. Opens with the token plugged in and its PIN.' },
];

const untrusted = {
  absent: 'No keychain answers on this computer.',
  insecure: 'The keyring here would store the key in clear, so it is not used.',
} as const;

interface KindChoiceProps {
  kind: Kind;
  keychain: KeychainTrust;
  onKind: (kind: Kind) => void;
}

/** Which kind of slot; a keychain that can't be trusted, and tokens where none is open, are shown with the reason, and can't be chosen. */
export function KindChoice({ kind, keychain, onKind }: KindChoiceProps) {
  const refusals = { keychain: keychain === 'trusted' ? undefined : untrusted[keychain], hsm: useOpenTokens().stop };
  const choices = kinds.map((it) => (it.value === 'keychain' || it.value === 'hsm' ? { ...it, refused: refusals[it.value] } : it));
  return <ChoiceField label="Kind" choices={choices} value={kind} onChange={onKind} />;
}
