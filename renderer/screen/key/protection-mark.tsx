import Box from '@mui/material/Box';
import { IconShield } from '@tabler/icons-react';
import type { Protection } from '../../../app/contract/key.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { protectionText } from './key-text.ts';

/** What keeps a key, in a word or two for a list. */
export function ProtectionWord({ protection }: { protection: Protection }) {
  if (protection.kind === 'software') return <>Software</>;
  return (
    <Meaning kind="hardware">
      <ForeignText>{protection.label}</ForeignText>
    </Meaning>
  );
}

/** What keeps a key, said plainly; a certification only where one was given. */
export function ProtectionLine({ protection }: { protection: Protection }) {
  const hsm = protection.kind === 'hsm';
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, py: 1, color: hsm ? 'hardware.main' : 'text.secondary' }}>
      {hsm && <Box component={IconShield} aria-hidden="true" sx={{ flexShrink: 0 }} />}
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <ForeignText>{protectionText(protection)}</ForeignText>
        {hsm && (
          <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
            {protection.certification === undefined ? (
              'No certification of this token is known.'
            ) : (
              <>
                Certification, as told by a person or its maker: <ForeignText>{protection.certification}</ForeignText>
              </>
            )}
          </Box>
        )}
      </Box>
    </Box>
  );
}
