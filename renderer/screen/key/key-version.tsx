import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { VersionDot, WordTag } from '../../component/version-mark.tsx';
import { KeyAttributePanel } from './key-attribute-panel.tsx';
import { keyState } from './key-state.tsx';
import { originText, specText, versionText } from './key-text.ts';
import { useKeyDeed } from './use-key-deed.ts';

interface KeyVersionsProps {
  versions: readonly KeyProperties[] | undefined;
  error: unknown;
  onRetry: () => void;
  onMore: (() => void) | undefined;
}

/** The versions as a line from new to old, with what each is, how it came, and what can be done with it. */
export function KeyVersions({ versions, error, onRetry, onMore }: KeyVersionsProps) {
  const body = () => {
    if (!versions) return error ? <FailureBanner error={error} /> : <RowSkeleton rows={2} />;
    return (
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {versions.map((version, at) => (
          <Version key={version.version} of={version} last={at === versions.length - 1} />
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

function Version({ of, last }: { of: KeyProperties; last: boolean }) {
  const { kind, word } = keyState(of, useNow());
  return (
    <Box component="li" sx={{ position: 'relative', pl: 6, pb: last ? 0 : 2 }}>
      <VersionDot current={of.current} last={last} />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, minHeight: 32 }}>
        <IdChip what="version" value={of.version} most={13} />
        {of.current && <WordTag word="current" />}
        {kind !== 'ok' && <Box sx={{ color: kind === 'danger' ? 'danger.main' : 'text.tertiary' }}>{word}</Box>}
        <Box sx={{ flex: 1, minWidth: 200, color: 'text.secondary' }}>
          {specText(of.spec)} · {originText[of.origin]} <Moment time={of.createdOn} /> · <ForeignText>{of.createdBy}</ForeignText>
        </Box>
        {!of.current && <OlderActions of={of} />}
      </Box>
    </Box>
  );
}

function OlderActions({ of }: { of: KeyProperties }) {
  const [editing, setEditing] = useState(false);
  const deed = useKeyDeed();
  const stop = useUnavailable(useMay({ operation: 'KeyUpdate', vault: of.vault, name: of.name }));
  const which = `version ${versionText(of.version)}`;
  const verb = of.enabled ? 'Disable' : 'Enable';
  return (
    <>
      <ActionButton {...stop} variant="text" aria-label={`${verb} ${which}`} onClick={() => deed.enable(of, !of.enabled)}>
        {verb}
      </ActionButton>
      <ActionButton {...stop} variant="text" aria-label={`Edit ${which}`} onClick={() => setEditing(true)}>
        Edit
      </ActionButton>
      {editing && <KeyAttributePanel of={of} onClose={() => setEditing(false)} />}
    </>
  );
}
