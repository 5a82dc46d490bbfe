import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch, IconSearchOff, IconShare3 } from '@tabler/icons-react';
import { useDeferredValue, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import type { Column } from '../../component/column.ts';
import { EmptyState } from '../../component/empty-state.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { KeyCap } from '../../component/key-cap.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNarrow } from '../../component/narrow.ts';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { useAction } from '../action/use-action.ts';
import { isLanguage, languages } from '../endpoint/language.ts';
import { useUris } from '../endpoint/use-endpoint.ts';
import { codeReference } from '../secret/code-reference.ts';
import { SecretActions } from '../secret/secret-actions.tsx';
import { SecretDetail } from '../secret/secret-detail.tsx';
import { useCopyText } from '../secret/use-copy-text.ts';
import { hitKey } from '../secret/use-secret-page.ts';
import { useFindMemory } from './find-memory.tsx';
import { useFound, type Found } from './use-found.ts';

const keyOf = ({ secret }: Found) => hitKey(secret);

const places: Readonly<Record<Found['from'], string>> = { recent: 'looked at lately', shared: 'shared with you', search: 'found' };

const columns: readonly Column<Found>[] = [
  { key: 'name', title: 'Name', track: 'minmax(160px, 2fr)', render: ({ secret }) => <ForeignText>{secret.name}</ForeignText> },
  { key: 'vault', title: 'Vault', track: 'minmax(96px, 1fr)', render: ({ secret }) => <ForeignText>{secret.vault}</ForeignText> },
  { key: 'from', title: 'Because', track: '136px', from: 520, render: ({ from }) => places[from] },
  { key: 'expires', title: 'Expires', track: '136px', from: 680, render: ({ secret }) => <Expiry expires={secret.expires} inList /> },
  { key: 'changed', title: 'Changed', track: '104px', from: 820, render: ({ secret }) => <Moment time={secret.updatedOn} inList /> },
];

/** Where somebody begins who works with secrets: finding one, and taking its address away by one key. */
export function FindScreen() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const [open, setOpen] = useState<{ found: Found; by: OpenBy }>();
  const table = useRef<TableHandle>(null);
  const close = () => {
    setOpen(undefined);
    table.current?.focus();
  };
  return (
    <ListDetail
      percent={detailPercent}
      onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
      list={<FindPage table={table} open={open?.found} onOpen={(found, by) => setOpen({ found, by })} onClose={close} />}
      detail={
        open && (
          <SecretDetail
            key={keyOf(open.found)}
            vault={open.found.secret.vault}
            name={open.found.secret.name}
            listed={open.found.secret}
            takesFocus={open.by === 'enter'}
            onClose={close}
          />
        )
      }
    />
  );
}

interface FindPageProps {
  table: RefObject<TableHandle | null>;
  open: Found | undefined;
  onOpen: (found: Found, by: OpenBy) => void;
  onClose: () => void;
}

function FindPage({ table, open, onOpen, onClose }: FindPageProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState<Found>();
  const { found, waiting, error, retry } = useFound(useDeferredValue(text));
  const body = () => {
    if (error) return <FailureState error={error} onRetry={retry} />;
    if (found.length === 0) return waiting ? <RowSkeleton rows={3} /> : <Nothing text={text} />;
    return (
      <VirtualTable
        ref={table}
        label="Secrets"
        items={found}
        columns={columns}
        keyOf={keyOf}
        openKey={open && keyOf(open)}
        onOpen={onOpen}
        onClose={onClose}
        onActive={setActive}
      />
    );
  };
  const field = (
    <FindField
      text={text}
      onText={setText}
      onRows={() => table.current?.focus()}
      onEnter={() => active && found.includes(active) && onOpen(active, 'enter')}
    />
  );
  return (
    <Page title="Find" body="fill" tools={field}>
      {!open && <ActiveActions found={active} />}
      {body()}
    </Page>
  );
}

/** What keys do to the active row: its address and its code by one press each, and all else that may be done to it. */
function ActiveActions({ found }: { found: Found | undefined }) {
  const copyText = useCopyText();
  const { language } = useFindMemory();
  const uris = useUris();
  const copyCode = () => {
    if (!found) return;
    const vault = uris.vault(found.secret.vault);
    copyText(`${language} code`, vault && codeReference({ vault, name: found.secret.name }, language));
  };
  useAction('secret.copy-reference', { run: copyCode, offered: found !== undefined });
  return <SecretActions secret={found?.secret} />;
}

interface FindFieldProps {
  text: string;
  onText: (text: string) => void;
  /** Goes on to the rows. */
  onRows: () => void;
  onEnter: () => void;
}

function FindField({ text, onText, onRows, onEnter }: FindFieldProps) {
  const narrow = useNarrow();
  const field = useRef<HTMLInputElement>(null);
  useAction('list.filter', { run: () => field.current?.focus() });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onRows();
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <OutlinedInput
        inputRef={field}
        autoFocus
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={press}
        placeholder="Name, content type or tag"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary', mr: 2 }} />}
        inputProps={{ 'aria-label': 'Find a secret', maxLength: 200, spellCheck: false, autoComplete: 'off' }}
        sx={{ flex: 1, minWidth: 240, maxWidth: 640, height: 40, typography: 'h5', fontWeight: 400 }}
      />
      <LanguageField />
      {!narrow && (
        <Box aria-hidden="true" sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'text.tertiary', flexShrink: 0, ml: 2 }}>
          <KeyCap>Ctrl Shift C</KeyCap> URI
        </Box>
      )}
    </>
  );
}

/** The language in which code is copied. */
function LanguageField() {
  const id = useId();
  const { language, setLanguage } = useFindMemory();
  return (
    <>
      <Box component="label" htmlFor={id} sx={{ color: 'text.secondary', flexShrink: 0 }}>
        Code in
      </Box>
      <NativeSelect
        value={language}
        onChange={(event) => isLanguage(event.target.value) && setLanguage(event.target.value)}
        input={<OutlinedInput />}
        inputProps={{ id }}
        sx={{ flexShrink: 0 }}
      >
        {languages.map((it) => (
          <option key={it} value={it}>
            {it}
          </option>
        ))}
      </NativeSelect>
      <KeyCap>Ctrl Shift E</KeyCap>
    </>
  );
}

function Nothing({ text }: { text: string }) {
  return text.trim() === '' ? (
    <EmptyState icon={<IconShare3 />} title="Nothing is shared with you yet">
      Type a name to search every vault that you may see. Secrets that somebody shares with you one by one, and those you looked at lately,
      stand here.
    </EmptyState>
  ) : (
    <EmptyState icon={<IconSearchOff />} title="No secret fits">
      Every word must occur in the name, the content type or a tag. Only what you may see is searched.
    </EmptyState>
  );
}
