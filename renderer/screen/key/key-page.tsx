import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconCalendarRepeat, IconFileImport, IconKey, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyListQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Page } from '../../component/page.tsx';
import { PagedTable } from '../../component/paged-table.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { usePages } from '../../component/use-pages.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { measure } from '../../theme/token.ts';
import { ActionMenu } from '../action/action-menu.tsx';
import type { ActionProps } from '../action/use-action.ts';
import { keyColumns } from './key-column.tsx';
import { KeyFilterBar } from './key-filter-bar.tsx';
import { KeySelectionBar } from '../key-copy/key-selection-bar.tsx';
import { nameKey, type useKeyPlace } from './use-key-place.ts';
import { useKeySelection } from './use-key-selection.ts';

interface KeyPageProps {
  place: ReturnType<typeof useKeyPlace>;
  table: RefObject<TableHandle | null>;
  onOpen: (key: KeyHit, by: OpenBy) => void;
  onClose: () => void;
  onActive: (key: KeyHit | undefined) => void;
  ways: { readonly create: ActionProps; readonly bring: ActionProps; readonly wrap: ActionProps };
}

/** The list of keys with its head: how many, what it is narrowed to. */
export function KeyPage({ place: { asked, open, show }, table, onOpen, onClose, onActive, ways }: KeyPageProps) {
  const query = useInfiniteQuery({ ...keyListQuery(useClient(), asked), placeholderData: keepPreviousData });
  const list = usePages<KeyHit>(query);
  const narrowed = Object.keys(asked).length > 0;
  const bare = list.items?.length === 0 && !narrowed;
  const { keys, rows, selectAll, clear } = useKeySelection(list.items, JSON.stringify(asked));
  return (
    <Page
      title="Keys"
      body="fill"
      count={list.items && !bare ? countText(list.items.length, query.hasNextPage, narrowed) : undefined}
      actions={bare ? undefined : <Actions ways={ways} />}
      tools={
        bare ? undefined : (
          <KeyFilterBar asked={asked} onAsked={show} onRows={() => table.current?.focus()} tokenLabel={labelOf(list.items)} />
        )
      }
    >
      <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
        {keys.length > 0 && <KeySelectionBar keys={keys} onClear={clear} />}
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <PagedTable
            ref={table}
            label="Keys"
            list={list}
            empty={bare ? <NoKey ways={ways} /> : <NothingFits onClear={() => show({})} />}
            columns={keyColumns}
            keyOf={nameKey}
            openKey={open && nameKey(open)}
            onOpen={onOpen}
            onClose={onClose}
            onActive={onActive}
            rowHeight={measure.denseRow}
            selection={rows}
            selectAll={selectAll}
          />
        </Box>
      </Box>
    </Page>
  );
}

/** Of the token that keys of one token are in. */
function labelOf(items: readonly KeyHit[] | undefined): string | undefined {
  const protection = items?.[0]?.protection;
  return protection?.kind === 'hsm' ? protection.label : undefined;
}

/** `120`, `100 and more`, `4 found`. */
function countText(loaded: number, hasMore: boolean, narrowed: boolean): string {
  const count = `${loaded.toLocaleString('en')}${hasMore ? ' and more' : ''}`;
  return narrowed ? `${count} found` : count;
}

function Actions({ ways }: { ways: KeyPageProps['ways'] }) {
  return (
    <>
      <LinkButton to="/calendar" search={{ show: ['rotation'] }} startIcon={<IconCalendarRepeat />}>
        Rotation calendar
      </LinkButton>
      <Ways {...ways} />
    </>
  );
}

function Ways({ create, bring, wrap, mainFirst = false }: KeyPageProps['ways'] & { mainFirst?: boolean }) {
  const main = (
    <ActionButton {...create} variant="contained" color="primary" startIcon={<IconPlus />}>
      {mainFirst ? 'Create the first key' : 'Create key'}
    </ActionButton>
  );
  return (
    <>
      {mainFirst && main}
      <ActionButton {...bring} startIcon={<IconFileImport />}>
        Import key
      </ActionButton>
      {!mainFirst && main}
      <ActionMenu label="Other ways" items={[['Make a .byok file…', wrap]]} />
    </>
  );
}

function NoKey({ ways }: { ways: KeyPageProps['ways'] }) {
  return (
    <EmptyState icon={<IconKey />} title="No keys yet" actions={<Ways {...ways} mainFirst />}>
      A key signs, encrypts and wraps other keys for applications, and never leaves the house: they send what is to be done, and get the
      result. It lives in a vault, in software or in a token of an HSM, gets new versions by rotation, and every use of it is recorded.
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState icon={<IconSearchOff />} title="No key fits" actions={<Button onClick={onClear}>Clear the filter</Button>}>
      Every word must occur in the name or a tag, and everything that is chosen must hold. What lies in the recycle bin is found there.
    </EmptyState>
  );
}
