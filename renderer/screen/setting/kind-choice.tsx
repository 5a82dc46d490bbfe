import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { Slot } from '../../../app/contract/instance.ts';
import type { KeychainTrust } from '../first-run/use-setup.ts';

type Kind = Slot['kind'];

const kinds: readonly { kind: Kind; title: string; hint: string }[] = [
  { kind: 'passphrase', title: 'Passphrase', hint: 'Typed by whoever opens the house.' },
  { kind: 'shares', title: 'Recovery shares', hint: 'On paper, kept by several; enough of them together open it.' },
  { kind: 'keychain', title: 'Keychain of this computer', hint: 'Opens without typing while you are signed in to this computer.' },
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

/** Which kind of slot; a keychain that can't be trusted is shown with the reason, and can't be chosen. */
export function KindChoice({ kind, keychain, onKind }: KindChoiceProps) {
  const id = useId();
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontWeight: 500 }}>
        Kind
      </Box>
      {kinds.map((it) => {
        const refused = it.kind === 'keychain' && keychain !== 'trusted' ? untrusted[keychain] : undefined;
        return (
          <Box key={it.kind} sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
            <Radio
              id={`${id}-${it.kind}`}
              name={id}
              size="small"
              checked={kind === it.kind}
              disabled={refused !== undefined}
              onChange={() => onKind(it.kind)}
              slotProps={{ input: { 'aria-describedby': `${id}-${it.kind}-hint` } }}
            />
            <Box sx={{ pt: '3px' }}>
              <Box component="label" htmlFor={`${id}-${it.kind}`} sx={refused === undefined ? {} : { color: 'text.tertiary' }}>
                {it.title}
              </Box>
              <Typography id={`${id}-${it.kind}-hint`} variant="caption" component="div" sx={{ color: 'text.tertiary' }}>
                {refused ?? it.hint}
              </Typography>
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
