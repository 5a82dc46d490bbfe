import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { LogAsked } from '../../api/log-query.ts';
import { useJobs } from '../job/job-room.tsx';
import { logExportJob, type LogFormat } from './log-export-job.ts';

const formats: readonly { readonly format: LogFormat; readonly name: string; readonly hint: string }[] = [
  { format: 'jsonl', name: 'JSON lines', hint: 'Every record exactly as it was hashed: it can be verified.' },
  { format: 'csv', name: 'CSV', hint: 'For spreadsheets; nothing in it is taken for a formula.' },
];

/** Saves what the list shows as a file. It goes on when the screen is left. */
export function ExportMenu({ asked }: { asked: LogAsked }) {
  const client = useClient();
  const { startJob } = useJobs();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const begin = (format: LogFormat) => {
    setAnchor(null);
    startJob(logExportJob(client, asked, format));
  };
  return (
    <>
      <Button
        startIcon={<IconDownload />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': 'Export what fits' } }}
      >
        {formats.map(({ format, name, hint }) => (
          <MenuItem key={format} onClick={() => begin(format)}>
            <Box>
              <Box>{name}</Box>
              <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>{hint}</Box>
            </Box>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
