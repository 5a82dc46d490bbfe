import Tooltip from '@mui/material/Tooltip';
import { exactText, pastText } from './moment-text.ts';
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
  return (
    <Tooltip title={exactText(time)}>
      <time dateTime={new Date(time).toISOString()} {...(inList ? {} : { tabIndex: 0 })}>
        {pastText(time, now)}
      </time>
    </Tooltip>
  );
}
