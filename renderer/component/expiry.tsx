import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { expiryState, expiryText, type ExpiryState } from './expiry-state.ts';
import { exactText } from './moment-text.ts';
import { useNow } from './now.ts';

const look: Record<ExpiryState, { shape: string; color: string }> = {
  fine: { shape: '●', color: 'ok.main' },
  soon: { shape: '◐', color: 'notice.main' },
  near: { shape: '▲', color: 'warning.main' },
  expired: { shape: '■', color: 'danger.main' },
};

interface ExpiryProps {
  /** Milliseconds since 1970; absent when it never ends. */
  expires: number | undefined;
  /** Takes no stop of the Tab key. */
  inList?: boolean;
}

/** When something ends, as a shape and a word. What never ends bears no mark. */
export function Expiry({ expires, inList = false }: ExpiryProps) {
  const now = useNow();
  if (expires === undefined) return <Box component="span" sx={{ color: 'text.tertiary' }}>never</Box>;
  const state = expiryState(expires, now);
  const { shape, color } = look[state];
  return (
    <Tooltip title={exactText(expires)}>
      <Box component="span" {...(inList ? {} : { tabIndex: 0 })} sx={{ display: 'inline-flex', gap: 1.5, color: state === 'fine' ? 'text.primary' : color }}>
        <Box component="span" aria-hidden="true" sx={{ color, width: 12, textAlign: 'center', fontSize: '0.75em', lineHeight: 1.8 }}>
          {shape}
        </Box>
        <time dateTime={new Date(expires).toISOString()}>{expiryText(expires, now)}</time>
      </Box>
    </Tooltip>
  );
}
