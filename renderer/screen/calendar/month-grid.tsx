import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Heard } from '../../component/heard.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { colourOf, DatedMark } from './dated-mark.tsx';
import { countedText, datedKey, kindText, type Dated } from './dated.ts';
import { moveByKey, monthOf, weeksOf, type Month } from './month.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** Names that fit into one day. */
const mostNames = 2;
const nothing: readonly never[] = [];

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th': { ...theme.typography.overline, color: theme.vars.palette.text.tertiary, textAlign: 'start', padding: '4px 8px' },
  '& td': { border: `1px solid ${theme.vars.palette.line.main}`, padding: 0, height: 84, verticalAlign: 'top' },
}));

const Day = styled('button')(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  width: '100%',
  height: '100%',
  minHeight: 84,
  padding: '6px 8px',
  cursor: 'pointer',
  overflow: 'hidden',
  '&:hover': { background: theme.vars.palette.background.default },
  '&[aria-pressed="true"]': { background: theme.vars.palette.primary.quiet, boxShadow: `inset 0 2px ${theme.vars.palette.primary.main}` },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
}));

interface MonthGridProps {
  month: Month;
  /** First instant of the chosen day. */
  chosen: number;
  days: ReadonlyMap<number, readonly Dated[]>;
  /** The first instant of this day. */
  today: number;
  onChoose: (day: number) => void;
}

/** A month as weeks of days; arrows move by day and week, Page Up and Down by month. One stop of the Tab key. */
export function MonthGrid({ month, chosen, days, today, onChoose }: MonthGridProps) {
  const cell = useRef<HTMLButtonElement>(null);
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) cell.current?.focus();
    follow.current = false;
  }, [chosen]);
  const press = (event: KeyboardEvent) => {
    const to = event.ctrlKey || event.altKey || event.metaKey ? undefined : moveByKey(event.key, chosen);
    if (to === undefined) return;
    event.preventDefault();
    follow.current = true;
    onChoose(to);
  };
  return (
    <Table onKeyDown={press}>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 3)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day}>
                <Day
                  type="button"
                  ref={day === chosen ? cell : undefined}
                  tabIndex={day === chosen ? 0 : -1}
                  aria-pressed={day === chosen}
                  aria-current={day === today ? 'date' : undefined}
                  onClick={() => onChoose(day)}
                >
                  <DayHead day={day} month={month} today={day === today} dates={days.get(day) ?? nothing} />
                  <DayNames dates={days.get(day) ?? nothing} now={today} />
                </Day>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface DayHeadProps {
  day: number;
  month: Month;
  today: boolean;
  dates: readonly Dated[];
}

function DayHead({ day, month, today, dates }: DayHeadProps) {
  const outside = monthOf(day).month !== month.month;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', gap: 2, color: outside ? 'text.tertiary' : 'text.primary', fontWeight: today ? 600 : 400 }}
    >
      <span aria-hidden="true">
        {new Date(day).getDate()}
        {today && ' · today'}
      </span>
      <Heard>
        {dayFormat.format(day)}
        {dates.length > 0 ? `, ${countedText(dates)}: ` : ''}
      </Heard>
    </Box>
  );
}

function DayNames({ dates, now }: { dates: readonly Dated[]; now: number }) {
  const more = dates.length - mostNames;
  return (
    <>
      {dates.slice(0, mostNames).map((dated) => (
        <Box
          component="span"
          key={datedKey(dated)}
          sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, typography: 'caption', color: colourOf(dated, now) }}
        >
          <DatedMark kind={dated.kind} />
          <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {visibleText(dated.name)}
            <Heard> {kindText[dated.kind].happens}. </Heard>
          </Box>
        </Box>
      ))}
      {more > 0 && (
        <Box component="span" sx={{ typography: 'caption', color: 'text.tertiary' }}>
          and {more} more
        </Box>
      )}
    </>
  );
}
