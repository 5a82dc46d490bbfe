import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { IconCalendarDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { useNow } from '../../component/now.ts';
import { Page } from '../../component/page.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { useAction } from '../action/use-action.ts';
import { useReach } from '../access/use-reach.ts';
import { calendarTitle, type DatedKind } from './calendar-place.ts';
import { byDay, type Dated } from './dated.ts';
import { DayList, DaySection } from './day-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { monthOf, moveDay, moveDayByMonth, startOfDay, weeksOf, type Month } from './month.ts';
import { ShownTool } from './shown-tool.tsx';
import { mostShown, useDates } from './use-dates.ts';
import { useSaveCalendar, type Saving } from './use-save-calendar.ts';

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const nothing: readonly never[] = [];

type Look = 'month' | 'list';

/** What is shown of a month: its own days as a list, the weeks that it touches as a grid. */
function spanOf(month: Month, look: Look): readonly [from: number, until: number] {
  if (look === 'list') return [new Date(month.year, month.month, 1).getTime(), new Date(month.year, month.month + 1, 1).getTime()];
  const days = weeksOf(month).flat();
  return [days[0] ?? 0, moveDay(days.at(-1) ?? 0, 1)];
}

/** What one may see at all of what has a date. */
function useKinds(): readonly DatedKind[] {
  const { secrets, keys } = useReach();
  const applications = useMay({ operation: 'ApplicationList' }).state === 'yes';
  return useMemo(
    () => [
      ...(secrets ? (['secret'] as const) : []),
      ...(keys ? (['key', 'rotation'] as const) : []),
      ...(applications ? (['credential'] as const) : []),
    ],
    [secrets, keys, applications],
  );
}

/** What the place asks for of that; everything where it names nothing. */
function useShown() {
  const navigate = useNavigate();
  const { show } = useSearch({ from: '/calendar' });
  const kinds = useKinds();
  const shown = useMemo(() => {
    const asked = kinds.filter((kind) => show?.includes(kind) ?? true);
    return asked.length === 0 ? kinds : asked;
  }, [kinds, show]);
  const choose = (next: readonly DatedKind[]) => void navigate({ to: '/calendar', search: { show: [...next] }, replace: true });
  return { kinds, shown, choose };
}

/** When secrets and keys expire and keys are rotated, month by month, to look at and to take away as a calendar file. */
export function CalendarScreen() {
  const today = startOfDay(useNow());
  const [chosen, setChosen] = useState(today);
  const [look, setLook] = useState<Look>('month');
  const month = monthOf(chosen);
  const { kinds, shown, choose } = useShown();
  const [from, until] = spanOf(month, look);
  const { dates, loading, cut, error, retry } = useDates({ from, until }, shown, today);
  const { state, save } = useSaveCalendar(shown);
  const saving = useAction('calendar.save', { run: save });
  return (
    <Page
      title={calendarTitle(shown)}
      count={loading ? undefined : `${dates.length.toLocaleString('en')}${cut ? ' and more' : ''} in sight`}
      actions={
        <ActionButton {...saving} busy={state.kind === 'busy'} startIcon={<IconCalendarDown />}>
          Save as calendar file
        </ActionButton>
      }
      tools={
        <MonthTool month={month} look={look} onLook={setLook} onMove={(by) => setChosen(by === 0 ? today : moveDayByMonth(chosen, by))} />
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, pt: 2 }}>
        <SavingState state={state} />
        {kinds.length > 1 && <ShownTool kinds={kinds} shown={shown} onShown={choose} />}
        {cut && (
          <Banner kind="notice">
            Only the first {mostShown.toLocaleString('en')} of each kind are shown here. The lists of secrets and keys show all.
          </Banner>
        )}
        {error ? (
          <FailureState error={error} onRetry={retry} />
        ) : (
          <Days look={look} month={month} chosen={chosen} today={today} dates={dates} onChoose={setChosen} />
        )}
      </Box>
    </Page>
  );
}

interface DaysProps {
  look: Look;
  month: Month;
  chosen: number;
  today: number;
  dates: readonly Dated[];
  onChoose: (day: number) => void;
}

/** The days of the month, as a grid with the chosen one under it, or as a list of those on which something falls. */
function Days({ look, month, chosen, today, dates, onChoose }: DaysProps) {
  const days = useMemo(() => byDay(dates), [dates]);
  if (look === 'list') return <DayList days={days} />;
  return (
    <>
      <MonthGrid month={month} chosen={chosen} days={days} today={today} onChoose={onChoose} />
      <Box aria-live="polite">
        <DaySection day={chosen} dates={days.get(chosen) ?? nothing} />
      </Box>
    </>
  );
}

interface MonthToolProps {
  month: Month;
  look: Look;
  onLook: (look: Look) => void;
  /** Months to go; 0 goes to today. */
  onMove: (by: number) => void;
}

function MonthTool({ month, look, onLook, onMove }: MonthToolProps) {
  return (
    <>
      <IconAction label="Month before" onClick={() => onMove(-1)}>
        <IconChevronLeft />
      </IconAction>
      <Box component="h2" aria-live="polite" sx={{ m: 0, minWidth: 136, fontSize: '0.875rem', fontWeight: 600, textAlign: 'center' }}>
        {monthFormat.format(new Date(month.year, month.month, 1))}
      </Box>
      <IconAction label="Month after" onClick={() => onMove(1)}>
        <IconChevronRight />
      </IconAction>
      <Button onClick={() => onMove(0)}>Today</Button>
      <Box sx={{ flex: 1 }} />
      <ToggleButtonGroup
        size="small"
        exclusive
        aria-label="Look"
        value={look}
        onChange={(_event, value: unknown) => (value === 'month' || value === 'list') && onLook(value)}
      >
        <ToggleButton value="month" sx={toggleLook}>
          Month
        </ToggleButton>
        <ToggleButton value="list" sx={toggleLook}>
          List
        </ToggleButton>
      </ToggleButtonGroup>
    </>
  );
}

function SavingState({ state }: { state: Saving }) {
  switch (state.kind) {
    case 'idle':
    case 'busy':
      return null;
    case 'failed':
      return <FailureBanner error={state.error} />;
    case 'saved':
      return state.count === 0 ? (
        <Banner kind="notice">Nothing of what is shown falls on today or later, so there was nothing to save.</Banner>
      ) : (
        <Banner kind="ok">
          {countText(state.count, 'date')} saved, each with an alarm seven days before, but for what the house does by itself. The file
          holds names, never values; whoever reads it learns what you keep.
          {state.cut && ' There are more: the file holds the first ones.'}
        </Banner>
      );
  }
}
