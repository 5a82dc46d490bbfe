import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { mostBulkItems, type Selection } from '../../../app/contract/bulk.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { CopyButton } from '../../component/copy-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { JobView } from '../job/job-view.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { formatChoices, openText, protectionChoices, type Protection } from './export-draft.ts';
import { ProtectionField } from './protection-field.tsx';
import type { Saved } from './export-job.ts';
import { useExport } from './use-export.ts';

interface ExportPanelProps {
  selection: Selection;
  /** What is exported, in words: `12 secrets`, `everything in payroll`. */
  what: string;
  onClose: () => void;
}

/** Puts secrets into a file, encrypted unless clear text is meant and confirmed. */
export function ExportPanel({ selection, what, onClose }: ExportPanelProps) {
  const flow = useExport(selection);
  const [tried, setTried] = useState(false);
  const { draft, change, attempt, job, saved } = flow;
  const start = async () => {
    setTried(true);
    if (flow.problem !== undefined) return;
    if (!(await flow.start()) && draft.protection === 'clear') flow.password.focus();
  };
  if (job !== undefined) return <RunPanel job={job} what={what} saved={saved} protection={draft.protection} onClose={onClose} />;
  const typed = flow.passphrase.draft.length > 0 || draft.recipients !== '' || draft.words !== '' || draft.reason !== '';
  return (
    <SidePanel
      title={`Export ${what}`}
      open
      dirty={typed}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton
            variant="contained"
            color={draft.protection === 'clear' ? 'error' : 'primary'}
            busy={attempt.busy}
            unavailable={waitReason(attempt.left) ?? (tried ? flow.problem : undefined)}
            onClick={() => void start()}
          >
            {draft.protection === 'clear' ? 'Export in clear' : 'Export'}
          </ActionButton>
        </>
      )}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Every secret is read once, as you, and each read is recorded. At most {mostBulkItems.toLocaleString('en')} fit into one file.
      </Typography>
      <ChoiceField label="Format" choices={formatChoices} value={draft.format} onChange={(format) => change({ format })} />
      <ChoiceField
        label="Protection"
        choices={protectionChoices}
        value={draft.protection}
        onChange={(protection) => (setTried(false), change({ protection }))}
      />
      <ProtectionField flow={flow} tried={tried} />
      {!isVaultError(attempt.error, 'SignInFailed') && <FailureBanner error={attempt.error} />}
    </SidePanel>
  );
}

interface RunPanelProps {
  job: string;
  what: string;
  saved: Saved | undefined;
  protection: Protection;
  onClose: () => void;
}

function RunPanel({ job, what, saved, protection, onClose }: RunPanelProps) {
  return (
    <SidePanel
      title={`Export ${what}`}
      open
      dirty={false}
      onClose={onClose}
      actions={
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          {saved ? 'Done' : 'Close'}
        </Button>
      }
    >
      <JobView id={job} />
      {saved ? (
        <HowToOpen saved={saved} protection={protection} />
      ) : (
        <Typography sx={{ color: 'text.tertiary' }}>
          You can close this: it goes on, and the status bar tells how far it has come.
        </Typography>
      )}
    </SidePanel>
  );
}

function HowToOpen({ saved, protection }: { saved: Saved; protection: Protection }) {
  const { words, command } = openText(protection, saved.path);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, alignItems: 'flex-start' }}>
      <CopyButton label="Copy path" value={saved.path} />
      <Typography>{words}</Typography>
      {command !== undefined && (
        <>
          <Typography component="pre" variant="mono" data-selectable sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {command}
          </Typography>
          <CopyButton label="Copy command" value={command} />
          <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
            age is a free program (age-encryption.org). The file it writes is in clear: delete it when it has served.
          </Typography>
        </>
      )}
    </Box>
  );
}
