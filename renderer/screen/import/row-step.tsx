import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { type ImportRow, importStatus, type ImportStatus } from '../../../app/contract/import.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import { StatusChips } from '../../component/status-chips.tsx';
import type { ListRows, OpenBy } from '../../component/use-list-keys.ts';
import { IndexedTable, type TableHandle } from '../../component/virtual-table.tsx';
import { importColumns } from './import-column.tsx';
import { RowDetail } from './row-detail.tsx';
import { statusText } from './import-text.ts';
import { StatusChoice } from './status-choice.tsx';
import type { Opened } from './use-import.ts';
import { useChoose } from './use-choose.ts';
import { useImportRows } from './use-import-rows.ts';

interface RowStepProps {
  opened: Opened;
  /** What the last dry run found; absent when none was made since. */
  tried: Output<'ImportRun'> | undefined;
  /** Progress of what runs now. */
  working: ReactNode;
  error: unknown;
  onTry: () => void;
  onImport: (count: number) => void;
  onBack: () => void;
}

type OpenRow = { readonly row: ImportRow; readonly by: OpenBy } | undefined;

/** The third step: what every row would do, and what is done with it. */
export function RowStep(props: RowStepProps) {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [status, setStatus] = useState<ImportStatus>();
  const [open, setOpen] = useState<OpenRow>();
  const id = props.opened.import;
  const found = useImportRows(id, status);
  const close = useCallback(() => {
    setOpen(undefined);
    table.current?.focus();
  }, []);
  const show = (next: ImportStatus | undefined) => {
    setStatus(next);
    setOpen(undefined);
  };
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={
        <RowPage {...props} tools={<StatusTool id={id} status={status} counts={found.counts} onStatus={show} />} chosen={found.chosen}>
          {found.error ? (
            <FailureState error={found.error} onRetry={props.onBack} />
          ) : (
            <IndexedTable
              key={status ?? 'all'}
              ref={table}
              label="Rows of the file"
              rows={found.rows}
              columns={importColumns}
              openKey={open && found.rows.keyOf(open.row)}
              onOpen={(row, by) => setOpen({ row, by })}
              onClose={close}
              onSight={found.onSight}
            />
          )}
        </RowPage>
      }
      detail={open && <RowDetail id={id} row={freshOf(open.row, found.rows)} takesFocus={open.by === 'enter'} onClose={close} />}
    />
  );
}

/** What was chosen meanwhile shows in the row as it was read again. */
function freshOf(row: ImportRow, rows: ListRows<ImportRow>): ImportRow {
  const at = rows.indexOf(rows.keyOf(row));
  return (at === undefined ? undefined : rows.itemAt(at)) ?? row;
}

interface StatusToolProps {
  id: string;
  status: ImportStatus | undefined;
  counts: Output<'ImportRowList'>['counts'] | undefined;
  onStatus: (status: ImportStatus | undefined) => void;
}

function StatusTool({ id, status, counts, onStatus }: StatusToolProps) {
  const { choose, error, busy } = useChoose(id);
  if (!counts) return null;
  return (
    <>
      <StatusChips options={importStatus.options} texts={statusText} counts={counts} status={status} onStatus={onStatus} />
      {status && (
        <StatusChoice status={status} count={counts[status]} busy={busy} onChoose={(choice) => choose({ which: { status }, choice })} />
      )}
      <FailureBanner error={error} />
    </>
  );
}

interface RowPageProps extends RowStepProps {
  tools: ReactNode;
  chosen: Output<'ImportRowList'>['chosen'] | undefined;
  children: ReactNode;
}

function RowPage({ opened, tried, working, error, onTry, onImport, onBack, tools, chosen, children }: RowPageProps) {
  const count = chosen ? chosen.write + chosen.recover + chosen.purge : 0;
  return (
    <Page
      title="Import secrets"
      count={`${countText(opened.rowCount, 'row')} for ${opened.vault}`}
      body="fill"
      actions={<RowActions count={count} busy={working !== null} onTry={onTry} onImport={() => onImport(count)} onBack={onBack} />}
      tools={tools}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Notes>
          {working}
          <FailureBanner error={error} />
          {tried && <Tried tried={tried} />}
        </Notes>
        <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
      </Box>
    </Page>
  );
}

const Notes = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, px: 4, '&:not(:empty)': { py: 2 } }}>{children}</Box>
);

interface RowActionsProps {
  count: number;
  busy: boolean;
  onTry: () => void;
  onImport: () => void;
  onBack: () => void;
}

function RowActions({ count, busy, onTry, onImport, onBack }: RowActionsProps) {
  const stop =
    count === 0 ? 'Nothing is chosen to be written. Choose rows first.' : busy ? 'Wait until this is done, or cancel it.' : undefined;
  return (
    <>
      <Button onClick={onBack}>Back</Button>
      <ActionButton unavailable={stop} onClick={onTry}>
        Dry run
      </ActionButton>
      <ActionButton variant="contained" color="primary" unavailable={stop} onClick={onImport}>
        Import {countText(count, 'secret')}
      </ActionButton>
    </>
  );
}

function Tried({ tried }: { tried: Output<'ImportRun'> }) {
  const would = `${countText(tried.written, 'secret')} would be written, ${tried.skipped.toLocaleString('en')} skipped`;
  return tried.refused === 0 ? (
    <Banner kind="ok">Dry run: {would}, none refused. Nothing was written.</Banner>
  ) : (
    <Banner kind="warning">
      Dry run: {would}, {tried.refused.toLocaleString('en')} refused, with the reason in their row. Nothing was written.
    </Banner>
  );
}
