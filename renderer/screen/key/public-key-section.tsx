import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { KeyProperties, PublicKey } from '../../../app/contract/key.ts';
import { CodeBlock } from '../../component/code-block.tsx';
import { CopyButton } from '../../component/copy-button.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Section } from '../../component/section.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { toJwk, toPem } from './public-key-text.ts';
import { useFingerprint } from './use-fingerprint.ts';

interface PublicKeySectionProps {
  of: KeyProperties;
  publicKey: PublicKey;
}

/** The public half, which is no secret: to check signatures and to encrypt elsewhere. */
export function PublicKeySection({ of, publicKey }: PublicKeySectionProps) {
  const [shown, setShown] = useState(false);
  const pem = toPem(publicKey);
  const fingerprint = useFingerprint(publicKey);
  const kid = useUris().object(of);
  return (
    <Section
      title="Public key"
      action={
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}>
        <FactList>
          <Fact name="SHA-256">{fingerprint !== undefined && <IdChip what="fingerprint" value={fingerprint} most={95} />}</Fact>
        </FactList>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <CopyButton label="Copy as PEM" value={pem} />
          <CopyButton label="Copy as JWK" value={toJwk(publicKey, kid)} />
        </Box>
        {shown && <CodeBlock label="Public key as PEM" code={pem} />}
      </Box>
    </Section>
  );
}
