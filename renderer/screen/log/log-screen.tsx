import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import Button from '@mui/material/Button';
import { useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { IntegrityBadge } from './integrity-badge.tsx';
import { LogDetail } from './log-detail.tsx';
import { LogList } from './log-list.tsx';
import { logPlace } from './log-place.ts';
import { useLogFilter } from './use-log-filter.ts';

const countText = (total: number, filtered: boolean) =>
  `${total.toLocaleString('en')} ${total === 1 ? 'record' : 'records'}${filtered ? ' fit' : ''}`;

/** Every operation so far, newest first and live; the chosen record beside them. */
export function LogScreen() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const { draft, filter, change, clear } = useLogFilter(logPlace.parse(useSearch({ strict: false })));
  const table = useRef<TableHandle>(null);
  const [live, setLive] = useState(true);
  const [open, setOpen] = useState<{ sequence: number; by: OpenBy }>();
  const [total, setTotal] = useState<number>();
  const close = useCallback(() => {
    setOpen(undefined);
    // In narrow windows the list is hidden until the detail is gone.
    requestAnimationFrame(() => table.current?.focus());
  }, []);
  const filtered = Object.keys(filter).length > 0;
  const list = (
    <Page
      title="Log"
      body="fill"
      count={total === undefined ? undefined : countText(total, filtered)}
      actions={
        <>
          <IntegrityBadge />
          <LiveToggle live={live} onLive={setLive} />
        </>
      }
      tools={<FilterBar draft={draft} onChange={change} onClear={clear} filtered={filtered} />}
    >
      <LogList
        key={JSON.stringify(filter)}
        table={table}
        filter={filter}
        live={live}
        openSequence={open?.sequence}
        onOpen={(sequence, by) => setOpen({ sequence, by })}
        onClose={close}
        onClearFilter={clear}
        onTotal={setTotal}
      />
    </Page>
  );
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={list}
      detail={open && <LogDetail sequence={open.sequence} takesFocus={open.by === 'enter'} onClose={close} />}
    />
  );
}

function LiveToggle({ live, onLive }: { live: boolean; onLive: (live: boolean) => void }) {
  return (
    <Button
      aria-pressed={live}
      color={live ? 'primary' : 'inherit'}
      startIcon={live ? <IconPlayerPause aria-hidden="true" /> : <IconPlayerPlay aria-hidden="true" />}
      onClick={() => onLive(!live)}
    >
      Live
    </Button>
  );
}
