import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { IconDownload } from '@tabler/icons-react';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { CodeBlock } from '../../component/code-block.tsx';
import { CopyButton } from '../../component/copy-button.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { fingerprintText } from '../../component/fingerprint-text.ts';
import { IdChip } from '../../component/id-chip.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { saveCa } from './save-ca.ts';
import { programGuides, systemGuides, type Guide } from './trust-guide.ts';

/** The authority that the certificates come from, and how to have what trust it. Checking is never switched off. */
export function TrustSection({ endpoint }: { endpoint: Endpoint }) {
  if (endpoint.own) {
    return (
      <Section title="Trusting the certificate">
        <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
          The certificate is your own: programs trust it where they trust who issued it. Strongroom’s authority is not needed.
        </Typography>
      </Section>
    );
  }
  return <Section title="Trusting Strongroom’s authority">{endpoint.authority ? <Authority {...endpoint.authority} /> : <None />}</Section>;
}

const None = () => (
  <Box sx={{ color: 'text.tertiary' }}>
    It is made when the endpoint is switched on for the first time. Its file is then to be had here.
  </Box>
);

function Authority({ pem, fingerprint, until }: NonNullable<Endpoint['authority']>) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
        It can vouch for names of this computer alone: whoever trusts it is not open to anything else by it. Its key never leaves the house.
      </Typography>
      <FactList>
        <Fact name="Fingerprint">
          <IdChip what="SHA-256 fingerprint" value={fingerprintText(fingerprint)} most={96} />
        </Fact>
        <Fact name="Valid">
          until <Moment time={until} />
        </Fact>
      </FactList>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button startIcon={<IconDownload aria-hidden="true" />} onClick={() => saveCa(pem)}>
          Save CA file
        </Button>
        <CopyButton label="Copy as PEM" value={pem} />
      </Box>
      <Guides title="The whole computer" guides={systemGuides} />
      <Guides title="One program" guides={programGuides} />
    </Box>
  );
}

function Guides({ title, guides }: { title: string; guides: readonly Guide[] }) {
  const [chosen, setChosen] = useState(guides[0]?.name ?? '');
  const guide = guides.find(({ name }) => name === chosen);
  return (
    <Box role="group" aria-label={title} sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: 720 }}>
      <Box sx={{ fontWeight: 500 }}>{title}</Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={chosen}
        aria-label={title}
        onChange={(_event, next: unknown) => typeof next === 'string' && setChosen(next)}
        sx={{ flexWrap: 'wrap' }}
      >
        {guides.map(({ name }) => (
          <ToggleButton key={name} value={name} sx={toggleLook}>
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {guide && (
        <>
          <Box sx={{ color: 'text.secondary' }}>{guide.note}</Box>
          <CodeBlock label={`Command for ${guide.name}`} code={guide.command} copy="Copy command" />
          {guide.undo !== undefined && (
            <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
              To take it back:{' '}
              <Box component="code" data-selectable sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
                {guide.undo}
              </Box>
            </Box>
          )}
        </>
      )}
    </Box>
  );
}
