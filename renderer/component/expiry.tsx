import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { expiryState, expiryText, type ExpiryState } from './expiry-state.ts';
import { exactText } from './moment-text.ts';
import { useNow } from './now.ts';

/** Drawn on a field of 12 by 12: a disc, a half disc in its ring, a triangle, a square. */
const look: Record<ExpiryState, { path: string; color: string }> = {
  fine: { path: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z', color: 'ok.main' },
  soon: { path: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zm0 1.5a3.5 3.5 0 0 1 0 7z', color: 'notice.main' },
  near: { path: 'M6 1L11.5 10.5H.5z', color: 'warning.main' },
  expired: { path: 'M1.5 1.5h9v9h-9z', color: 'danger.main' },
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
  if (expires === undefined)
    return (
      <Box component="span" sx={{ color: 'text.tertiary' }}>
        never
      </Box>
    );
  const state = expiryState(expires, now);
  const { path, color } = look[state];
  return (
    <Tooltip title={exactText(expires)}>
      <Box
        component="span"
        {...(inList ? {} : { tabIndex: 0 })}
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: state === 'fine' ? 'text.primary' : color }}
      >
        <Box component="svg" viewBox="0 0 12 12" aria-hidden="true" sx={{ color, width: 12, height: 12, flexShrink: 0 }}>
          <path d={path} fill="currentColor" fillRule="evenodd" />
        </Box>
        <time dateTime={new Date(expires).toISOString()}>{expiryText(expires, now)}</time>
      </Box>
    </Tooltip>
  );
}
