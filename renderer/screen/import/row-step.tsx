import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { ImportRow, ImportStatus } from '../../../app/contract/import.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Page } from '../../component/page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { IndexedTable, type TableHandle } from '../../component/virtual-table.tsx';
import { importColumns } from './import-column.tsx';
import { RowDetail } from './row-detail.tsx';
import { StatusChips, StatusChoice } from './status-bar.tsx';
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

/** The third step: what every row would do, and what is done with it. */
export function RowStep({ opened, tried, working, error, onTry, onImport, onBack }: RowStepProps) {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const table = useRef<TableHandle>(null);
  const [status, setStatus] = useState<ImportStatus>();
  const [open, setOpen] = useState<{ row: ImportRow; by: OpenBy }>();
  const { rows, onSight, counts, chosen, error: failure } = useImportRows(opened.import, status);
  const all = useChoose(opened.import);
  const close = useCallback(() => {
    setOpen(undefined);
    requestAnimationFrame(() => table.current?.focus());
  }, []);
  const count = (chosen?.write ?? 0) + (chosen?.recover ?? 0) + (chosen?.purge ?? 0);
  const at = open && rows.indexOf(rows.keyOf(open.row));
  // What was chosen meanwhile shows in the row as it is read again.
  const row = (at === undefined ? undefined : rows.itemAt(at)) ?? open?.row;
  const page = (
    <Page
      title="Import secrets"
      count={`${countText(opened.rowCount, 'row')} for ${opened.vault}`}
      body="fill"
      actions={<RowActions count={count} busy={working !== null} onTry={onTry} onImport={() => onImport(count)} onBack={onBack} />}
      tools={
        counts && (
          <>
            <StatusChips counts={counts} status={status} onStatus={(next) => (setStatus(next), setOpen(undefined))} />
            {status && (
              <StatusChoice
                status={status}
                count={counts[status]}
                busy={all.busy}
                onChoose={(choice) => all.choose({ which: { status }, choice })}
              />
            )}
          </>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Notes>
          {working}
          <FailureBanner error={error ?? all.error} />
          {tried && <Tried tried={tried} />}
        </Notes>
        <Box sx={{ flex: 1, minHeight: 0 }}>
          {failure ? (
            <FailureState error={failure} onRetry={onBack} />
          ) : (
            <IndexedTable
              key={status ?? 'all'}
              ref={table}
              label="Rows of the file"
              rows={rows}
              columns={importColumns}
              openKey={open && rows.keyOf(open.row)}
              onOpen={(next, by) => setOpen({ row: next, by })}
              onClose={close}
              onSight={onSight}
            />
          )}
        </Box>
      </Box>
    </Page>
  );
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={page}
      detail={row && <RowDetail id={opened.import} row={row} takesFocus={open?.by === 'enter'} onClose={close} />}
    />
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
