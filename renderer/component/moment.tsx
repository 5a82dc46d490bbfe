import Tooltip from '@mui/material/Tooltip';
import { exactText, momentText } from './moment-text.ts';
import { useNow } from './now.ts';

interface MomentProps {
  /** Milliseconds since 1970. */
  time: number;
  /** Takes no stop of the Tab key: for cells of a list, whose detail shows it again. */
  inList?: boolean;
}

/** A time in words; hovering or focusing it says it exactly, with zone and in UTC. */
export function Moment({ time, inList = false }: MomentProps) {
  const now = useNow();
  // The page's clock moves once a minute: what happened since is no future.
  const seen = time - now < 60_000 ? Math.max(now, time) : now;
  return (
    <Tooltip title={exactText(time)}>
      <time dateTime={new Date(time).toISOString()} {...(inList ? {} : { tabIndex: 0 })}>
        {momentText(time, seen)}
      </time>
    </Tooltip>
  );
}
