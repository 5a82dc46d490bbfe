import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { ValueBar } from '../../component/value-bar.tsx';
import { disabledReason, useLoadValue } from './load-value.ts';
import { sizeText } from './size-text.ts';

interface VersionLineProps {
  vault: string;
  versions: readonly SecretProperties[] | undefined;
  error: unknown;
  onRetry: () => void;
  onMore: (() => void) | undefined;
}

/** The versions as a line from new to old, with who made them and when. */
export function VersionLine({ vault, versions, error, onRetry, onMore }: VersionLineProps) {
  const body = () => {
    if (!versions) return error ? <FailureBanner error={error} /> : <RowSkeleton rows={2} />;
    return (
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {versions.map((version, at) => (
          <Version key={version.version} vault={vault} version={version} last={at === versions.length - 1} />
        ))}
      </Box>
    );
  };
  return (
    <Section title="Versions" action={error ? <Button onClick={onRetry}>Try again</Button> : undefined}>
      {body()}
      {onMore && <Button onClick={onMore}>Older versions</Button>}
    </Section>
  );
}

function Version({ vault, version, last }: { vault: string; version: SecretProperties; last: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Box component="li" sx={{ position: 'relative', pl: 6, pb: last ? 0 : 2 }}>
      <Dot current={version.current} last={last} />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, minHeight: 32 }}>
        <IdChip what="version" value={version.version} most={13} />
        {version.current && <Tagged word="current" />}
        {!version.enabled && <Box sx={{ color: 'text.tertiary' }}>disabled</Box>}
        <Box sx={{ flex: 1, minWidth: 160, color: 'text.secondary' }}>
          <Moment time={version.createdOn} /> · {version.createdBy}
        </Box>
        {!version.current && (
          <Button variant="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Close value' : 'Value'}
          </Button>
        )}
      </Box>
      {open && <OlderValue vault={vault} version={version} />}
    </Box>
  );
}

function OlderValue({ vault, version }: { vault: string; version: SecretProperties }) {
  const load = useLoadValue(vault, version.name, version.version);
  return (
    <ValueBar
      label={`Value of version ${version.version.slice(0, 8)}`}
      facts={sizeText(version.valueBytes)}
      load={load}
      unavailable={version.enabled ? undefined : disabledReason}
    />
  );
}

function Tagged({ word }: { word: string }) {
  return (
    <Box sx={{ typography: 'caption', color: 'primary.main', border: 1, borderColor: 'primary.main', borderRadius: 1, px: 1.5 }}>
      {word}
    </Box>
  );
}

function Dot({ current, last }: { current: boolean; last: boolean }) {
  return (
    <Box aria-hidden="true" sx={{ position: 'absolute', left: 0, top: 0, bottom: 0, width: 12 }}>
      {!last && <Box sx={{ position: 'absolute', left: 5, top: 20, bottom: -12, width: 2, bgcolor: 'line.strong' }} />}
      <Box
        sx={{
          position: 'absolute',
          left: 1,
          top: 11,
          width: 10,
          height: 10,
          borderRadius: '50%',
          border: 2,
          borderColor: 'primary.main',
          backgroundColor: current ? 'primary.main' : 'background.paper',
        }}
      />
    </Box>
  );
}
