import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useJobs } from './job-room.tsx';
import { JobView } from './job-view.tsx';

interface JobStepProps {
  id: string;
  /** Buttons, once it is over. */
  children: ReactNode;
}

/** The last step of what a job does: its progress, then what came of it, and where one goes from there. Left alone, it goes on. */
export function JobStep({ id, children }: JobStepProps) {
  const { jobs } = useJobs();
  const over = jobs.find((it) => it.id === id)?.state !== 'running';
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <JobView id={id} />
      {over ? (
        <Box sx={{ display: 'flex', gap: 2 }}>{children}</Box>
      ) : (
        <Box sx={{ color: 'text.tertiary' }}>You can leave: it goes on, and the status bar tells how far it has come.</Box>
      )}
    </Box>
  );
}
