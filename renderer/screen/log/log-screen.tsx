import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import type { LogAsked } from '../../api/log-query.ts';
import { ListDetail } from '../../component/list-detail.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { LogDetail } from './log-detail.tsx';
import { logLink } from './log-link.ts';
import { LogPage } from './log-page.tsx';
import { chooseScope, useLogScopes } from './log-scope.ts';
import { useAskedFilter, useLogPlace } from './use-log-place.ts';

/** Every operation so far, newest first and live; the chosen record beside them. */
export function LogScreen() {
  const log = useLogScopes();
  return log ? <LogOf scopes={log.scopes} /> : null;
}

function LogOf({ scopes }: { scopes: readonly string[] }) {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const place = useLogPlace();
  const table = useRef<TableHandle>(null);
  const [live, setLive] = useState(true);
  const [paused, setPaused] = useState(false);
  const scope = chooseScope(scopes, place.place.scope);
  const filter = useAskedFilter(place.place, live && !paused);
  const asked = useMemo((): LogAsked => ({ filter, scope }), [filter, scope]);
  const { record, by, openBy, close, step } = useOpenRecord(place, table);
  const ended = filter.until !== undefined;
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={
        <LogPage
          place={place}
          asked={asked}
          scopes={scopes}
          table={table}
          record={record}
          live={{
            on: live,
            set: setLive,
            unavailable: ended ? 'The time that is shown has an end. Choose one that ends now first.' : undefined,
          }}
          onOpen={openBy}
          onClose={close}
          onPaused={setPaused}
        />
      }
      detail={
        record === undefined ? undefined : (
          <LogDetail
            sequence={record}
            scope={scope}
            link={logLink({ ...place.place, record, scope })}
            takesFocus={by === 'enter'}
            onStep={step}
            onOpen={(sequence) => openBy(sequence, 'enter')}
            onShow={place.showOnly}
            onClose={close}
          />
        )
      }
    />
  );
}

/** The record whose detail is open, and the ways to others. */
function useOpenRecord(place: ReturnType<typeof useLogPlace>, table: RefObject<TableHandle | null>) {
  const [by, setBy] = useState<OpenBy>('enter');
  // The place follows a moment later: keys that come faster than that go on from what was last opened.
  const [wanted, setWanted] = useState<number>();
  if (wanted !== undefined && wanted === place.place.record) setWanted(undefined);
  const { open, close: leave } = place;
  const close = useCallback(() => {
    setWanted(undefined);
    leave();
    table.current?.focus();
  }, [leave, table]);
  const openBy = (sequence: number, how: OpenBy) => {
    setBy(how);
    setWanted(sequence);
    open(sequence);
  };
  // From the detail: its title keeps the focus, so that the next key finds it.
  const step = (rows: number) => {
    table.current?.step(rows);
    setBy('enter');
  };
  return { record: wanted ?? place.place.record, by, openBy, close, step };
}
