import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useContext } from 'react';
import { expiryState, expiryText, type ExpiryState } from './expiry-state.ts';
import { ListClock } from './list-clock.ts';
import { exactText } from './moment-text.ts';
import { useNow } from './now.ts';
import { Quiet } from './quiet.tsx';

/** Drawn on a field of 12 by 12: a disc, a half disc in its ring, a triangle, a square. */
const shape: Record<ExpiryState, string> = {
  fine: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z',
  soon: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zm0 1.5a3.5 3.5 0 0 1 0 7z',
  near: 'M6 1L11.5 10.5H.5z',
  expired: 'M1.5 1.5h9v9h-9z',
};

const Mark = styled('span')(({ theme: { vars } }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  color: vars.palette.text.primary,
  '&[data-state="soon"]': { color: vars.palette.notice.main },
  '&[data-state="near"]': { color: vars.palette.warning.main },
  '&[data-state="expired"]': { color: vars.palette.danger.main },
  '& > svg': { width: 12, height: 12, flexShrink: 0 },
  '&[data-state="fine"] > svg': { color: vars.palette.ok.main },
}));

interface ExpiryProps {
  /** Milliseconds since 1970; absent when it never ends. */
  expires: number | undefined;
  /** Takes no stop of the Tab key. */
  inList?: boolean;
}

/** When something ends, as a shape and a word. What never ends bears no mark. */
export function Expiry({ expires, inList = false }: ExpiryProps) {
  const clock = useContext(ListClock);
  if (expires === undefined) return <Quiet>never</Quiet>;
  return clock === undefined ? (
    <LoneExpiry expires={expires} inList={inList} />
  ) : (
    <Mark data-state={expiryState(expires, clock)}>
      <Words expires={expires} now={clock} />
    </Mark>
  );
}

function LoneExpiry({ expires, inList }: { expires: number; inList: boolean }) {
  const now = useNow();
  return (
    <Tooltip title={exactText(expires)}>
      <Mark data-state={expiryState(expires, now)} {...(inList ? {} : { tabIndex: 0 })}>
        <Words expires={expires} now={now} />
      </Mark>
    </Tooltip>
  );
}

function Words({ expires, now }: { expires: number; now: number }) {
  return (
    <>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shape[expiryState(expires, now)]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <time dateTime={new Date(expires).toISOString()}>{expiryText(expires, now)}</time>
    </>
  );
}
