import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { IconArrowsDiff, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { VersionDot, WordTag } from '../../component/version-mark.tsx';
import { OlderVersion } from './older-version.tsx';
import { useValueRight } from './use-value-right.ts';

interface VersionLineProps {
  versions: readonly SecretProperties[] | undefined;
  error: unknown;
  onRetry: () => void;
  onMore: (() => void) | undefined;
}

/** The versions as a line from new to old, with who made them and when. Two that are chosen are compared. */
export function VersionLine({ versions, error, onRetry, onMore }: VersionLineProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState(false);
  // The list is from new to old; a change is read from old to new.
  const [after, before] = versions?.filter((version) => chosen.includes(version.version)) ?? [];
  const toggle = (version: string) =>
    setChosen((now) => (now.includes(version) ? now.filter((it) => it !== version) : [...now, version].slice(-2)));
  const body = () => {
    if (!versions) return error ? <FailureBanner error={error} /> : <RowSkeleton rows={2} />;
    return (
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {versions.map((version, at) => (
          <Version
            key={version.version}
            version={version}
            current={versions.find((it) => it.current)}
            last={at === versions.length - 1}
            choice={versions.length > 1 ? { chosen: chosen.includes(version.version), toggle: () => toggle(version.version) } : undefined}
          />
        ))}
      </Box>
    );
  };
  const compare = versions && versions.length > 1 && (
    <ActionButton
      startIcon={<IconArrowsDiff />}
      unavailable={before && after ? undefined : 'Choose two versions first, by the boxes at their ids.'}
      onClick={() => setComparing(true)}
    >
      Compare selected
    </ActionButton>
  );
  return (
    <Section title="Versions" action={error ? <Button onClick={onRetry}>Try again</Button> : compare}>
      {body()}
      {onMore && <Button onClick={onMore}>Older versions</Button>}
      {comparing && before && after && <ComparePanel before={before} after={after} onClose={() => setComparing(false)} />}
    </Section>
  );
}

interface VersionProps {
  version: SecretProperties;
  current: SecretProperties | undefined;
  last: boolean;
  choice: { readonly chosen: boolean; readonly toggle: () => void } | undefined;
}

function Version({ version, current, last, choice }: VersionProps) {
  const [open, setOpen] = useState(false);
  const { shown } = useValueRight(version);
  return (
    <Box component="li" sx={{ position: 'relative', pl: 6, pb: last ? 0 : 2 }}>
      <VersionDot current={version.current} last={last} />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, minHeight: 32 }}>
        {choice && (
          <Checkbox
            checked={choice.chosen}
            onChange={choice.toggle}
            icon={<IconSquare />}
            checkedIcon={<IconSquareCheckFilled />}
            slotProps={{ input: { 'aria-label': `Compare version ${version.version.slice(0, 8)}` } }}
          />
        )}
        <IdChip what="version" value={version.version} most={13} />
        {version.current && <WordTag word="current" />}
        {!version.enabled && <Box sx={{ color: 'text.tertiary' }}>disabled</Box>}
        <Box sx={{ flex: 1, minWidth: 160, color: 'text.secondary' }}>
          <Moment time={version.createdOn} /> · <ForeignText>{version.createdBy}</ForeignText>
        </Box>
        {!version.current && (
          <Button variant="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Close' : shown ? 'Value' : 'More'}
          </Button>
        )}
      </Box>
      {open && <OlderVersion version={version} current={current} />}
    </Box>
  );
}
