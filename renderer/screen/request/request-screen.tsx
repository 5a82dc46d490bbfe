import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { AccessRequest } from '../../../app/contract/access.ts';
import { requestListQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { PagedTable } from '../../component/paged-table.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { usePages } from '../../component/use-pages.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { requestColumns } from './request-column.tsx';
import { RequestDetail } from './request-detail.tsx';

/** `decide`: open requests that the person may decide. `decided`: those that they could, and somebody has. */
type Which = 'decide' | 'decided' | 'mine';

const asked = {
  decide: { whose: 'decide', state: ['open'] },
  decided: { whose: 'decide', state: ['granted', 'refused', 'withdrawn'] },
  mine: { whose: 'mine', state: [] },
} as const satisfies Record<Which, { readonly whose: 'mine' | 'decide'; readonly state: readonly AccessRequest['state'][] }>;

const names: Readonly<Record<Which, string>> = { decide: 'To decide', decided: 'Decided', mine: 'Mine' };

const keyOf = ({ id }: AccessRequest) => id;

/** Requests for access: those that one decides, and one's own. */
export function RequestScreen() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const decides = useMayAnywhere('RoleAssignmentCreate').state === 'yes';
  const [chosen, setChosen] = useState<Which>();
  const which = chosen ?? (decides ? 'decide' : 'mine');
  const table = useRef<TableHandle>(null);
  const [open, setOpen] = useState<{ request: AccessRequest; by: OpenBy }>();
  const close = () => {
    setOpen(undefined);
    table.current?.focus();
  };
  const list = useRequests(which);
  const shown = open && (list.items?.find(({ id }) => id === open.request.id) ?? open.request);
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={
        <Page
          title="Requests"
          count={list.total === undefined ? undefined : list.total.toLocaleString('en')}
          body="fill"
          tools={decides ? <WhichTool which={which} onWhich={setChosen} /> : undefined}
        >
          <PagedTable
            key={which}
            ref={table}
            label={names[which]}
            list={list}
            empty={<NoRequest which={which} />}
            columns={requestColumns}
            keyOf={keyOf}
            openKey={open?.request.id}
            onOpen={(request, by) => setOpen({ request, by })}
            onClose={close}
          />
        </Page>
      }
      detail={
        shown && (
          <RequestDetail key={shown.id} request={shown} decides={which === 'decide'} takesFocus={open?.by === 'enter'} onClose={close} />
        )
      }
    />
  );
}

function useRequests(which: Which) {
  const { whose, state } = asked[which];
  return usePages(useInfiniteQuery(requestListQuery(useClient(), whose, state)));
}

const order: readonly Which[] = ['decide', 'decided', 'mine'];
const isWhich = (value: unknown): value is Which => order.some((it) => it === value);

function WhichTool({ which, onWhich }: { which: Which; onWhich: (which: Which) => void }) {
  return (
    <ToggleButtonGroup exclusive aria-label="Which requests" value={which} onChange={(_event, to: unknown) => isWhich(to) && onWhich(to)}>
      {order.map((it) => (
        <ToggleButton key={it} value={it} sx={toggleLook}>
          {names[it]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

const empty: Readonly<Record<Which, { readonly title: string; readonly text: string }>> = {
  decide: { title: 'Nothing waits for you', text: 'When somebody asks for access that you may grant, it is decided here.' },
  decided: {
    title: 'Nothing was decided yet',
    text: 'Requests that were granted, refused or withdrawn stay here, with who decided and the note.',
  },
  mine: {
    title: 'You asked for nothing yet',
    text: 'Wherever the console refuses something it says which role is missing, and lets you ask for it. What becomes of that stands here.',
  },
};

function NoRequest({ which }: { which: Which }) {
  return (
    <EmptyState icon={<IconMessageQuestion />} title={empty[which].title}>
      {empty[which].text}
    </EmptyState>
  );
}
