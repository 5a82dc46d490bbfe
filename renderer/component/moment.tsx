import Tooltip from '@mui/material/Tooltip';
import { useContext } from 'react';
import { ListClock } from './list-clock.ts';
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
  const clock = useContext(ListClock);
  // The list says it exactly.
  if (clock !== undefined) return <time dateTime={new Date(time).toISOString()}>{pastText(time, clock)}</time>;
  return <LoneMoment time={time} inList={inList} />;
}

function LoneMoment({ time, inList }: Required<MomentProps>) {
  const now = useNow();
  return (
    <Tooltip title={exactText(time)}>
      <time dateTime={new Date(time).toISOString()} {...(inList ? {} : { tabIndex: 0 })}>
        {pastText(time, now)}
      </time>
    </Tooltip>
  );
}
