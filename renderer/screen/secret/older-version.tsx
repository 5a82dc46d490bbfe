import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { secretRollBack } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { dayText } from '../../component/moment-text.ts';
import { useToast } from '../../component/toast.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { ValueBar } from '../../component/value-bar.tsx';
import { AttributePanel } from './attribute-panel.tsx';
import { disabledReason, useLoadValue } from './load-value.ts';
import { sizeText } from './size-text.ts';
import { useSecretDeed } from './use-secret-deed.ts';
import { useValueRight } from './use-value-right.ts';

interface OlderVersionProps {
  version: SecretProperties;
  /** The version that is current now, when it is known. */
  current: SecretProperties | undefined;
}

/** What can be done with an older version: its value, its attributes, and making it current again. */
export function OlderVersion({ version, current }: OlderVersionProps) {
  const load = useLoadValue(version.vault, version.name, version.version);
  const deed = useSecretDeed();
  const [open, setOpen] = useState<'edit' | 'back'>();
  const on = { vault: version.vault, name: version.name };
  const { shown, may } = useValueRight(on);
  const reading = useUnavailable(may, version.enabled ? undefined : disabledReason);
  const back = useUnavailable(
    useMay({ operation: 'SecretRollBack', ...on }),
    version.enabled ? undefined : 'This version is disabled. Enable it first.',
  );
  const edit = useUnavailable(useMay({ operation: 'SecretUpdate', ...on }));
  const close = () => setOpen(undefined);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, pb: 2 }}>
      {shown && (
        <ValueBar label={`Value of version ${version.version.slice(0, 8)}`} facts={sizeText(version.valueBytes)} load={load} {...reading}>
          <ActionButton startIcon={<IconCopy />} {...reading} onClick={() => deed.copy(version)}>
            Copy
          </ActionButton>
        </ValueBar>
      )}
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <ActionButton {...back} onClick={() => setOpen('back')}>
          Make current again…
        </ActionButton>
        <ActionButton {...edit} onClick={() => setOpen('edit')}>
          Edit attributes
        </ActionButton>
      </Box>
      {open === 'back' && <BackDecision version={version} current={current} onClose={close} />}
      {open === 'edit' && <AttributePanel secret={version} onClose={close} />}
    </Box>
  );
}

function BackDecision({ version, current, onClose }: OlderVersionProps & { onClose: () => void }) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(secretRollBack(useClient()));
  const { vault, name } = version;
  const decide = () =>
    mutate(
      { vault, name, version: version.version, ...(current ? { expect: current.version } : {}) },
      {
        onSuccess: () => {
          say({ text: `The value of ${dayText(version.createdOn)} is the current one of ${name} again.` });
          onClose();
        },
      },
    );
  return (
    <Decision
      title="Make this version current again"
      open
      verb="Make current"
      busy={isPending}
      failure={error}
      onDecide={decide}
      onClose={onClose}
    >
      <span>
        A new version of <ForeignText>{name}</ForeignText> gets the value, content type and tags that it had on {dayText(version.createdOn)}
        . Applications that ask for the secret without a version read it from then on. No version is lost.
      </span>
    </Decision>
  );
}
