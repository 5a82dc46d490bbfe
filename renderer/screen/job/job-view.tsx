import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { useNow } from '../../component/now.ts';
import { Progress } from '../../component/progress.tsx';
import { saveText } from '../first-run/save-text.ts';
import { useJobs, useWatchedJob } from './job-room.tsx';
import type { Job, JobRefusal, JobSummary } from './job.ts';
import { leftText } from './left-text.ts';
import { reasonText, refusalCsv } from './refusal-file.ts';

/** Refusals that are listed; the file has all. */
const shownRefusals = 50;

/** One piece of long work: how far it has come and a way to stop it, then how it ended. */
export function JobView({ id }: { id: string }) {
  const job = useWatchedJob(id);
  if (!job) return null;
  return job.summary ? <Ended job={job} summary={job.summary} /> : <Running job={job} />;
}

function Running({ job }: { job: Job }) {
  const { cancelJob } = useJobs();
  const now = useNow(1000);
  const { done, total, refused = 0 } = job.progress ?? { done: 0 };
  const left = leftText(done, total, now - job.startedOn);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Progress label={job.title} {...(job.progress ? { done, total } : {})} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, color: 'text.tertiary', minHeight: 32 }}>
        {left !== undefined && <span data-figures>{left}</span>}
        {refused > 0 && <Meaning kind="warning">{refused.toLocaleString('en')} refused</Meaning>}
        <Box sx={{ flex: 1 }} />
        <Button onClick={() => cancelJob(job.id)}>Cancel</Button>
      </Box>
    </Box>
  );
}

function Ended({ job, summary }: { job: Job; summary: JobSummary }) {
  const { forgetJob } = useJobs();
  const { refusals = [], undo, undoDecision } = summary;
  const [deciding, setDeciding] = useState(false);
  const takeBack = () => {
    undo?.();
    forgetJob(job.id);
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box role="status">
        <Meaning kind={summary.kind}>{summary.text}</Meaning>
      </Box>
      {refusals.length > 0 && <RefusalList refusals={refusals} />}
      {(undo ?? refusals.length > 0) && (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          {undo && (
            <Button startIcon={<IconArrowBackUp />} onClick={undoDecision ? () => setDeciding(true) : takeBack}>
              Undo
            </Button>
          )}
          {refusals.length > 0 && (
            <Button startIcon={<IconDownload />} onClick={() => saveText('refused.csv', refusalCsv(refusals))}>
              Save what was refused
            </Button>
          )}
        </Box>
      )}
      {undoDecision && (
        <Decision
          title={undoDecision.title}
          open={deciding}
          verb={undoDecision.verb}
          danger
          onDecide={takeBack}
          onClose={() => setDeciding(false)}
        >
          {undoDecision.text}
        </Decision>
      )}
    </Box>
  );
}

/** What was refused and why. */
export function RefusalList({ refusals }: { refusals: readonly JobRefusal[] }) {
  const more = refusals.length - shownRefusals;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 240, overflow: 'auto' }} tabIndex={0} aria-label="Refused">
      {refusals.slice(0, shownRefusals).map(({ vault, name, code }) => (
        <Box component="li" key={`${vault}/${name}`} sx={{ py: 1, borderBottom: 1, borderColor: 'line.main', overflowWrap: 'anywhere' }}>
          <ForeignText>{vault}</ForeignText> / <ForeignText>{name}</ForeignText>
          <Box component="span" sx={{ color: 'text.tertiary' }}>
            {' '}
            · {reasonText(code)}
          </Box>
        </Box>
      ))}
      {more > 0 && (
        <Box component="li" sx={{ py: 1, color: 'text.tertiary' }}>
          and {more.toLocaleString('en')} more, all in the file
        </Box>
      )}
    </Box>
  );
}
