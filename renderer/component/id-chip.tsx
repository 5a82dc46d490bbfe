import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { cutMiddle } from './cut-middle.ts';
import { Heard } from './heard.tsx';
import { useCopy } from './copy.ts';

const Chip = styled(ButtonBase)(({ theme }) => ({
  ...theme.typography.mono,
  minHeight: 24,
  padding: '0 4px',
  margin: '0 -4px',
  gap: 6,
  borderRadius: theme.shape.borderRadius,
  color: theme.vars.palette.text.secondary,
  textAlign: 'left',
  overflowWrap: 'anywhere',
  maxWidth: '100%',
  '& .tabler-icon': { width: 14, height: 14, color: theme.vars.palette.text.tertiary },
  '&:hover': { background: theme.vars.palette.primary.quiet, color: theme.vars.palette.text.primary },
}));

interface IdChipProps {
  /** What it is, for the name of the button: `vault URI`, `correlation id`. */
  what: string;
  value: string;
  /** Greatest length shown, in characters; the whole is on hover and in what is copied. */
  most?: number;
}

/** An id or URI in mono, cut in the middle; pressing it copies the whole and says so in place. */
export function IdChip({ what, value, most = 40 }: IdChipProps) {
  const { outcome, copy } = useCopy();
  const shown = cutMiddle(value, most);
  return (
    <>
      <Tooltip title={shown === value ? '' : value}>
        <Chip onClick={() => void copy(value)}>
          <span>{outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The clipboard refused' : shown}</span>
          {outcome === 'copied' ? <IconCheck aria-hidden="true" /> : <IconCopy aria-hidden="true" />}
          <Heard>, copy {what}</Heard>
        </Chip>
      </Tooltip>
      <Heard role="status">{outcome === 'copied' ? `Copied ${what}` : ''}</Heard>
    </>
  );
}
