import Box from '@mui/material/Box';
import { IconTrash } from '@tabler/icons-react';
import { useDeferredValue, useRef, useState, type RefObject } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { binColumns } from './bin-column.tsx';
import { BinBar } from './bin-bar.tsx';
import { BinDetail } from './bin-detail.tsx';
import type { BinEntry } from './bin-entry.ts';
import { BinFilterBar } from './bin-filter-bar.tsx';
import { isFiltered, noFilter } from './bin-filter.ts';
import { useBin } from './use-bin.ts';
import { useBinSelection } from './use-bin-selection.ts';

const nothing: readonly BinEntry[] = [];
const keyOf = (entry: BinEntry) => entry.key;

/** Everything deleted, of every vault, the next to go first; the chosen one beside it. */
export function RecycleBinScreen() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [open, setOpen] = useState<{ entry: BinEntry; by: OpenBy }>();
  const close = () => {
    setOpen(undefined);
    table.current?.focus();
  };
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={<BinPage table={table} openKey={open?.entry.key} onOpen={(entry, by) => setOpen({ entry, by })} onClose={close} />}
      detail={open && <BinDetail key={open.entry.key} entry={open.entry} takesFocus={open.by === 'enter'} onClose={close} />}
    />
  );
}

interface BinPageProps {
  table: RefObject<TableHandle | null>;
  openKey: string | undefined;
  onOpen: (entry: BinEntry, by: OpenBy) => void;
  onClose: () => void;
}

function BinPage({ table, openKey, onOpen, onClose }: BinPageProps) {
  const [filter, setFilter] = useState(noFilter);
  const asked = useDeferredValue(filter);
  const { entries, total, secretCount, more, error, retry } = useBin(asked);
  const selected = useBinSelection({ entries: entries ?? nothing, filter: asked, secretCount });
  const filtered = isFiltered(filter);
  const empty = entries?.length === 0;
  const body = () => {
    if (error) return <FailureState error={error} onRetry={retry} />;
    if (!entries) return <RowSkeleton />;
    if (empty) return filtered ? <NothingFits /> : <EmptyBin />;
    return (
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        {selected.selection && <BinBar count={selected.count} selection={selected.selection} onClear={selected.clear} />}
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <VirtualTable
            ref={table}
            label="Recycle bin"
            items={entries}
            columns={binColumns}
            keyOf={keyOf}
            openKey={openKey}
            onOpen={onOpen}
            onClose={onClose}
            onEnd={more}
            total={total.count}
            selection={selected.rows}
            selectAll={selected.selectAll}
          />
        </Box>
      </Box>
    );
  };
  return (
    <Page
      title="Recycle bin"
      body="fill"
      count={entries && !empty ? `${total.count.toLocaleString('en')}${total.atLeast ? ' and more' : ''}` : undefined}
      tools={empty && !filtered ? undefined : <BinFilterBar filter={filter} onChange={setFilter} />}
    >
      {body()}
    </Page>
  );
}

function NothingFits() {
  return (
    <EmptyState icon={<IconTrash />} title="Nothing in the bin fits">
      What was deleted has another name, lay in another vault, or its days are over and it is gone for good.
    </EmptyState>
  );
}

function EmptyBin() {
  return (
    <EmptyState icon={<IconTrash />} title="The recycle bin is empty" actions={<LinkButton to="/secrets">Go to the secrets</LinkButton>}>
      Deleted secrets, keys and vaults wait here, for 7 to 90 days as their vault says, and come back whole with one press. Their names stay
      taken until then. After that day, or when someone who may purges them, they are gone for good.
    </EmptyState>
  );
}
