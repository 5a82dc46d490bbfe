import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import { Expiry } from '../../component/expiry.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { Quiet } from '../../component/quiet.tsx';
import { Section } from '../../component/section.tsx';
import { DatedMark } from './dated-mark.tsx';
import { datedKey, kindText, type Dated } from './dated.ts';
import { RotateNow } from './rotate-now.tsx';

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** Of one day that are named; the rest are in the lists behind the links. */
const mostNamed = 50;

interface DaySectionProps {
  day: number;
  dates: readonly Dated[];
}

/** What falls on one day, each the way to what it is about. */
export function DaySection({ day, dates }: DaySectionProps) {
  return (
    <Section title={dayFormat.format(day)}>
      {dates.length === 0 && <Box sx={{ color: 'text.tertiary' }}>Nothing falls on this day.</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {dates.slice(0, mostNamed).map((dated) => (
          <DatedRow key={datedKey(dated)} dated={dated} />
        ))}
      </Box>
      {dates.length > mostNamed && <Rest day={day} dates={dates} />}
    </Section>
  );
}

function DatedRow({ dated }: { dated: Dated }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 3,
        minHeight: 36,
        alignItems: 'center',
        '& + &': { borderTop: 1, borderColor: 'line.main' },
        '& a': { color: 'text.primary' },
      }}
    >
      <Box sx={{ display: 'inline-flex', color: 'text.tertiary' }}>
        <DatedMark kind={dated.kind} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Subject dated={dated} /> {kindText[dated.kind].happens}
        <Quiet>{asideOf(dated)}</Quiet>
      </Box>
      {dated.kind === 'rotation' && dated.next !== undefined && <RotateNow of={dated.of} />}
      {dated.kind === 'rotation' ? (
        <Moment time={dated.next === undefined ? dated.on : (dated.of.rotatesOn ?? dated.on)} inList />
      ) : (
        <Expiry expires={dated.on} inList />
      )}
    </Box>
  );
}

/** Where it lies, and what else must be known of it; after the words. */
function asideOf(dated: Dated): string {
  switch (dated.kind) {
    case 'credential':
      return '';
    case 'rotation':
      return `, in ${dated.vault}${dated.next === undefined ? ', as the policy says by now' : dated.next === 'overdue' ? ', overdue' : ''}`;
    default:
      return `, in ${dated.vault}${dated.enabled ? '' : ', disabled'}`;
  }
}

function Subject({ dated }: { dated: Dated }) {
  const name = <ForeignText>{dated.name}</ForeignText>;
  switch (dated.kind) {
    case 'secret':
      return (
        <Link to="/secrets/$vault/$name" params={dated}>
          {name}
        </Link>
      );
    case 'key':
    case 'rotation':
      return (
        <Link to="/keys/$vault/$name" params={dated}>
          {name}
        </Link>
      );
    case 'credential':
      return (
        <Link to="/applications/$application" params={dated}>
          {name}
        </Link>
      );
  }
}

/** The lists that name every one of a day with too many. */
function Rest({ day, dates }: DaySectionProps) {
  const span = { from: day, until: day + 86_400_000 };
  const countOf = (kind: Dated['kind']) => dates.filter((dated) => dated.kind === kind).length.toLocaleString('en');
  const has = (kind: Dated['kind']) => dates.some((dated) => dated.kind === kind);
  return (
    <Box sx={{ display: 'flex', gap: 4, mt: 1 }}>
      {has('secret') && (
        <Link to="/secrets" search={{ expires: span }}>
          Show all {countOf('secret')} secrets
        </Link>
      )}
      {has('key') && (
        <Link to="/keys" search={{ expires: span }}>
          Show all {countOf('key')} keys that expire
        </Link>
      )}
      {has('rotation') && (
        <Link to="/keys" search={{ rotatesOn: { until: span.until } }}>
          Show keys that are rotated by then
        </Link>
      )}
    </Box>
  );
}

/** Every day on which something falls, one after the other. */
export function DayList({ days }: { days: ReadonlyMap<number, readonly Dated[]> }) {
  const some = [...days.entries()].toSorted(([a], [b]) => a - b);
  if (some.length === 0) return <Box sx={{ py: 4, color: 'text.tertiary' }}>Nothing falls into this month.</Box>;
  return some.map(([day, dates]) => <DaySection key={day} day={day} dates={dates} />);
}
