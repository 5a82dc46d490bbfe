import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconKey } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { type CopyRow, copyStatus, type CopyStatus } from '../../../app/contract/key-copy.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { EmptyState } from '../../component/empty-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { StatusChips } from '../../component/status-chips.tsx';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { type CopyChoice, firstChoice, isMade, mostExceptions, withRow, withTaken } from './copy-choice.ts';
import { copyColumns } from './copy-column.tsx';
import { CopyDetail } from './copy-detail.tsx';
import { statusText, vaultDifferences } from './copy-text.ts';
import { TakenChoice } from './taken-choice.tsx';
import type { Planned } from './use-copy.ts';

interface RowStepProps {
  plan: Planned;
  onBack: () => void;
  onRun: (choice: CopyChoice, count: number) => void;
}

const rowKey = ({ name }: CopyRow): string => name;

function countBy(rows: readonly CopyRow[]): Record<CopyStatus, number> {
  const counts: Record<CopyStatus, number> = { new: 0, taken: 0, there: 0, binned: 0, unseen: 0, refused: 0, extra: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

type OpenRow = { readonly row: CopyRow; readonly by: OpenBy } | undefined;

/** The second step: how the vaults differ, key by key, and what is made. */
export function RowStep({ plan, onBack, onRun }: RowStepProps) {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [choice, setChoice] = useState(firstChoice);
  const [open, setOpen] = useState<OpenRow>();
  const close = useCallback(() => {
    setOpen(undefined);
    table.current?.focus();
  }, []);
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={
        <RowPage
          plan={plan}
          choice={choice}
          onChoice={setChoice}
          open={open}
          onOpen={(row, by) => setOpen({ row, by })}
          onClose={close}
          onBack={onBack}
          onRun={onRun}
          table={table}
        />
      }
      detail={
        open && (
          <CopyDetail
            row={open.row}
            asked={plan.asked}
            choice={choice}
            takesFocus={open.by === 'enter'}
            onMade={(made) => setChoice(withRow(choice, open.row, made))}
            onClose={close}
          />
        )
      }
    />
  );
}

interface RowPageProps extends RowStepProps {
  choice: CopyChoice;
  onChoice: (choice: CopyChoice) => void;
  open: OpenRow;
  onOpen: (row: CopyRow, by: OpenBy) => void;
  onClose: () => void;
  table: RefObject<TableHandle | null>;
}

function RowPage({ plan, choice, onChoice, open, onOpen, onClose, onBack, onRun, table }: RowPageProps) {
  const { rows, asked } = plan;
  const [status, setStatus] = useState<CopyStatus>();
  const shown = useMemo(() => (status === undefined ? rows : rows.filter((row) => row.status === status)), [rows, status]);
  const counts = useMemo(() => countBy(rows), [rows]);
  const count = useMemo(() => rows.filter((row) => isMade(row, choice)).length, [rows, choice]);
  const columns = useMemo(() => copyColumns(choice, asked), [choice, asked]);
  return (
    <Page
      title="Make keys anew"
      count={`${countText(rows.length, 'key')} of ${asked.source} and ${asked.target}`}
      body="fill"
      actions={<RowActions count={count} exceptions={choice.except.size} onBack={onBack} onRun={() => onRun(choice, count)} />}
      tools={
        <>
          <StatusChips options={copyStatus.options} texts={statusText} counts={counts} status={status} onStatus={setStatus} />
          <TakenChoice count={counts.taken} taken={choice.taken} onTaken={(taken) => onChoice(withTaken(choice, rows, taken))} />
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Notes plan={plan} />
        <Box sx={{ flex: 1, minHeight: 0 }}>
          {rows.length === 0 ? (
            <NoKey onBack={onBack} />
          ) : (
            <VirtualTable
              key={status ?? 'all'}
              ref={table}
              label="Keys of both vaults"
              items={shown}
              keyOf={rowKey}
              columns={columns}
              openKey={open && rowKey(open.row)}
              onOpen={onOpen}
              onClose={onClose}
            />
          )}
        </Box>
      </Box>
    </Page>
  );
}

function NoKey({ onBack }: { onBack: () => void }) {
  return (
    <EmptyState icon={<IconKey />} title="No keys" actions={<Button onClick={onBack}>Back</Button>}>
      Neither vault has a key that you may read.
    </EmptyState>
  );
}

/** What holds for all of them: how the vaults themselves differ, and a token that is closed. */
function Notes({ plan: { asked, token, rows } }: { plan: Planned }) {
  const { vaults = [] } = useVaultList();
  const vaultOf = (wanted: string) => vaults.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const [source, target] = [vaultOf(asked.source), vaultOf(asked.target)];
  const differences = source && target ? vaultDifferences(source, target) : [];
  const needsToken = token === 'closed' && rows.some(({ made }) => made?.type.endsWith('-HSM'));
  const notes: readonly ReactNode[] = [
    needsToken && (
      <Banner key="token" kind="warning" action={<LinkButton to="/hsm">HSM</LinkButton>}>
        The token of {asked.target} is locked or not plugged in. HSM keys can be made once it is open.
      </Banner>
    ),
    differences.length > 0 && (
      <Banner key="vaults" kind="notice">
        The vaults themselves differ: {differences.join('; ')}.
      </Banner>
    ),
  ];
  return <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, px: 4, '&:not(:empty)': { py: 2 } }}>{notes}</Box>;
}

interface RowActionsProps {
  count: number;
  exceptions: number;
  onBack: () => void;
  onRun: () => void;
}

function RowActions({ count, exceptions, onBack, onRun }: RowActionsProps) {
  const stop =
    count === 0
      ? 'Nothing is chosen to be made.'
      : exceptions > mostExceptions
        ? 'At most 5,000 keys can be chosen one by one. Go back and select fewer keys.'
        : undefined;
  return (
    <>
      <Button onClick={onBack}>Back</Button>
      <ActionButton variant="contained" color="primary" unavailable={stop} onClick={onRun}>
        Make {countText(count, 'key')}
      </ActionButton>
    </>
  );
}
