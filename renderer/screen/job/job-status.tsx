import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { IconChecklist } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useNow } from '../../component/now.ts';
import { StatusItem } from '../../component/status-item.tsx';
import { useJobs } from './job-room.tsx';
import { JobView } from './job-view.tsx';
import type { Job } from './job.ts';
import { leftText } from './left-text.ts';
import { ToastPlace } from '../../component/toast-place.tsx';

/** Running work at the right of the status bar: how far it has come, and the way to it. Ended work stays reachable until it is cleared. */
export function JobStatus() {
  const { jobs } = useJobs();
  const [open, setOpen] = useState(false);
  const running = jobs.filter((job) => job.state === 'running');
  const first = running[0];
  return (
    <>
      <Box sx={{ flex: 1 }} />
      {jobs.length > 0 && (
        <StatusItem
          icon={first ? <CircularProgress size={13} color="inherit" aria-hidden="true" /> : <IconChecklist aria-hidden="true" />}
          onPress={() => setOpen(true)}
        >
          {first ? <RunningText job={first} others={running.length - 1} /> : `${jobs.length} finished`}
        </StatusItem>
      )}
      {open && <JobDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function RunningText({ job, others }: { job: Job; others: number }) {
  const now = useNow(1000);
  const { done, total } = job.progress ?? {};
  const figures =
    done === undefined ? '' : ` · ${done.toLocaleString('en')}${total === undefined ? '' : ` of ${total.toLocaleString('en')}`}`;
  const left = leftText(done ?? 0, total, now - job.startedOn);
  return `${job.title}${figures}${left === undefined ? '' : ` · ${left}`}${others > 0 ? ` · and ${others} more` : ''}`;
}

function JobDialog({ onClose }: { onClose: () => void }) {
  const titleId = useId();
  const { jobs, forgetJob } = useJobs();
  const ended = jobs.filter((job) => job.state !== 'running');
  const clear = () => {
    for (const job of ended) forgetJob(job.id);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Long work</DialogTitle>
      <DialogContent>
        {jobs.length === 0 && 'Nothing is running.'}
        {jobs.toReversed().map((job) => (
          <Box key={job.id} sx={{ py: 4, '& + &': { borderTop: 1, borderColor: 'line.main' } }}>
            {job.summary && <Box sx={{ fontWeight: 600, mb: 2 }}>{job.title}</Box>}
            <JobView id={job.id} />
          </Box>
        ))}
      </DialogContent>
      <DialogActions>
        {ended.length > 0 && <Button onClick={clear}>Clear finished</Button>}
        <Button onClick={onClose} autoFocus>
          Close
        </Button>
      </DialogActions>
      <ToastPlace />
    </Dialog>
  );
}
