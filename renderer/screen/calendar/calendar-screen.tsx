import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { IconCalendarDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
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
import { DaySection, ExpiryList } from './expiry-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { monthOf, moveDay, moveDayByMonth, startOfDay, weeksOf, type Month } from './month.ts';
import { byDay, mostShown, useExpiry, useSaveCalendar, type Saving } from './use-expiry.ts';

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const nothing: readonly never[] = [];

type Look = 'month' | 'list';

/** What is shown of a month: its own days as a list, the weeks that it touches as a grid. */
function spanOf(month: Month, look: Look): readonly [from: number, until: number] {
  if (look === 'list') return [new Date(month.year, month.month, 1).getTime(), new Date(month.year, month.month + 1, 1).getTime()];
  const days = weeksOf(month).flat();
  return [days[0] ?? 0, moveDay(days.at(-1) ?? 0, 1)];
}

/** When secrets expire, month by month, to look at and to take away as a calendar file. */
export function CalendarScreen() {
  const today = startOfDay(useNow());
  const [chosen, setChosen] = useState(today);
  const [look, setLook] = useState<Look>('month');
  const month = monthOf(chosen);
  const [from, until] = spanOf(month, look);
  const { secrets, total, cut, error, retry } = useExpiry(from, until);
  const days = useMemo(() => byDay(secrets ?? nothing), [secrets]);
  const { state, save } = useSaveCalendar();
  const saving = useAction('calendar.save', { run: save });
  return (
    <Page
      title="Expiry calendar"
      count={total && `${total.count.toLocaleString('en')}${total.atLeast ? ' and more' : ''} in sight`}
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
        {cut && (
          <Banner kind="notice">Only the first {mostShown.toLocaleString('en')} are shown here. The list of secrets shows all.</Banner>
        )}
        {error ? (
          <FailureState error={error} onRetry={retry} />
        ) : look === 'list' ? (
          <ExpiryList days={days} />
        ) : (
          <>
            <MonthGrid month={month} chosen={chosen} days={days} today={today} onChoose={setChosen} />
            <Box aria-live="polite">
              <DaySection day={chosen} secrets={days.get(chosen) ?? nothing} />
            </Box>
          </>
        )}
      </Box>
    </Page>
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
        <Banner kind="notice">No secret expires from today on, so there was nothing to save.</Banner>
      ) : (
        <Banner kind="ok">
          {countText(state.count, 'expiry date')} saved, each with an alarm seven days before. The file holds names of secrets and vaults,
          never values; whoever reads it learns what you keep.
          {state.cut && ' There are more: the file holds the first ones.'}
        </Banner>
      );
  }
}
