import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconEye, IconEyeOff, IconPlus } from '@tabler/icons-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { compareSecret } from '../../api/reveal.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { dayText } from '../../component/moment-text.ts';
import { Moment } from '../../component/moment.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { useReveal } from '../../component/use-reveal.ts';
import type { Unavailability } from '../../component/unavailable.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { TimeLeft } from '../../component/value-bar.tsx';
import { useEnd } from '../../component/waiting.ts';
import { disabledReason } from './load-value.ts';
import { PropertyDiff } from '../../component/property-diff-table.tsx';
import { secretAttributes } from './secret-text.ts';
import { splitPair, useLoadPair } from './use-pair.ts';
import { useValueRight } from './use-value-right.ts';
import { ValueDiff } from './value-diff.tsx';

interface ComparePanelProps {
  before: SecretProperties;
  after: SecretProperties;
  onClose: () => void;
}

/** Two versions beside each other: what is said of them, whether their values are the same, and by an explicit act the values. */
export function ComparePanel({ before, after, onClose }: ComparePanelProps) {
  return (
    <SidePanel
      title={`Two versions of ${after.name}`}
      open
      dirty={false}
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 4, rowGap: 1, alignItems: 'center' }}>
        <VersionOf word="Older" version={before} />
        <VersionOf word="Newer" version={after} />
      </Box>
      <Part title="Attributes and tags">
        <PropertyDiff before={before} after={after} own={secretAttributes} titles={['Older', 'Newer']} />
      </Part>
      <ValuePart before={before} after={after} />
    </SidePanel>
  );
}

/** What is about the values, for who may read values. */
function ValuePart({ before, after }: { before: SecretProperties; after: SecretProperties }) {
  const { shown, may } = useValueRight(after);
  const stop = useUnavailable(may, unreadable(before, after));
  if (!shown) return null;
  return (
    <Part title="Values">
      <Sameness before={before} after={after} stop={stop} />
      <Values before={before} after={after} stop={stop} />
    </Part>
  );
}

interface PairProps {
  before: SecretProperties;
  after: SecretProperties;
  stop: Unavailability;
}

function VersionOf({ word, version }: { word: string; version: SecretProperties }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.tertiary' }}>
        {word}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        <IdChip what={`${word.toLowerCase()} version`} value={version.version} most={13} /> <Moment time={version.createdOn} />
        {version.current && ' · current'}
      </Box>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box component="h3" sx={{ m: 0, typography: 'h3', color: 'text.secondary' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

const unreadable = (before: SecretProperties, after: SecretProperties) => (before.enabled && after.enabled ? undefined : disabledReason);

/** Whether the values are the same, which is asked by an explicit act: it is recorded as a read of both. */
function Sameness({ before, after, stop }: PairProps) {
  const client = useClient();
  const [state, setState] = useState<{ same?: boolean; error?: unknown; busy: boolean }>({ busy: false });
  const asked = useRef<AbortController>(undefined);
  useEnd(useCallback(() => asked.current?.abort(), []));
  const ask = () => {
    const { signal } = (asked.current = new AbortController());
    setState({ busy: true });
    compareSecret(client, { vault: after.vault, name: after.name, versions: [before.version, after.version] }, { signal }).then(
      ({ same }) => setState({ same, busy: false }),
      (error: unknown) => setState({ error, busy: false }),
    );
  };
  if (state.same !== undefined)
    return (
      <Box role="status">
        <Meaning kind={state.same ? 'ok' : 'notice'}>{state.same ? 'Both hold the same value.' : 'They hold different values.'}</Meaning>
        <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>Recorded as a read of both versions.</Box>
      </Box>
    );
  return (
    <>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <ActionButton onClick={ask} busy={state.busy} {...stop}>
          Same value?
        </ActionButton>
        <Box sx={{ typography: 'caption', color: 'text.tertiary', flex: 1, minWidth: 200 }}>
          Shows no value, and is recorded as a read of both versions.
        </Box>
      </Box>
      <FailureBanner error={state.error} />
    </>
  );
}

/** Both values as a line diff, for ten seconds or until the window is left. */
function Values({ before, after, stop }: PairProps) {
  const reveal = useReveal(useLoadPair(before, after));
  const { state } = reveal;
  const shown = state.kind === 'shown';
  const [left, right] = shown ? splitPair(state.value) : ['', ''];
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <ActionButton
          startIcon={shown ? <IconEyeOff /> : <IconEye />}
          aria-pressed={shown}
          busy={state.kind === 'loading'}
          {...stop}
          onClick={reveal.click}
        >
          {shown ? 'Hide both values' : 'Reveal both values'}
        </ActionButton>
        {shown ? (
          <>
            <TimeLeft until={state.until} />
            <Button startIcon={<IconPlus />} onClick={reveal.extend}>
              10 s more
            </Button>
          </>
        ) : (
          <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>Two reads, each recorded.</Box>
        )}
      </Box>
      {state.kind === 'failed' && <FailureBanner error={state.error} />}
      {shown && (
        <ValueDiff
          before={left}
          after={right}
          label={`Values of ${dayText(before.createdOn)} and ${dayText(after.createdOn)}, line by line`}
        />
      )}
    </>
  );
}
