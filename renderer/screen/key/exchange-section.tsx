import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyProperties, PublicKey } from '../../../app/contract/key.ts';
import { CopyButton } from '../../component/copy-button.tsx';
import { saveFile } from '../../component/save-file.ts';
import { Section } from '../../component/section.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { MakeByokPanel } from './make-byok-panel.tsx';
import { toPem } from './public-key-text.ts';

interface ExchangeSectionProps {
  of: KeyProperties;
  publicKey: PublicKey;
}

/** Where the endpoint has no names yet: a vault is known by the first of them, whatever follows. */
const plainKid = ({ vault, id }: KeyProperties): string => `https://${vault.toLowerCase()}.vault.localhost${id}`;

/** What a key exchange key is for: its public half and id go to the HSM that a key comes from. */
export function ExchangeSection({ of, publicKey }: ExchangeSectionProps) {
  const [making, setMaking] = useState(false);
  const kid = useUris().object(of) ?? plainKid(of);
  const pem = toPem(publicKey);
  return (
    <Section title="Key exchange">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, alignItems: 'flex-start' }}>
        <Box sx={{ maxWidth: '72ch' }}>
          Brings keys of other HSMs in, and does nothing else. Give its public half and its id to whoever has the key: their tool makes a
          .byok file of it, which is imported into this vault.
        </Box>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <Button
            startIcon={<IconDownload />}
            onClick={() => saveFile(`${of.name}.pem`, [new TextEncoder().encode(pem)], 'application/x-pem-file')}
          >
            Save the public half
          </Button>
          <CopyButton label="Copy its id" value={kid} />
          <Button onClick={() => setMaking(true)}>Make a .byok file…</Button>
        </Box>
      </Box>
      {making && <MakeByokPanel recipient={{ pem, kid }} onClose={() => setMaking(false)} />}
    </Section>
  );
}
