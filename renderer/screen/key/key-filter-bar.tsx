import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import { keyType } from '../../../app/contract/key.ts';
import { KeySearch } from '../../../app/contract/key-search.ts';
import type { KeyAsked } from '../../api/key-query.ts';
import { useAction } from '../action/use-action.ts';
import { useTyped } from '../secret/use-typed.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { AskedChips } from './asked-chip.tsx';

const stateWord = {
  enabled: 'Enabled',
  disabled: 'Disabled',
  'not-active': 'Not active yet',
  expiring: 'Expiring within 30 days',
  expired: 'Expired',
} as const;

const typeWord = {
  RSA: 'RSA, software',
  'RSA-HSM': 'RSA, HSM',
  EC: 'EC, software',
  'EC-HSM': 'EC, HSM',
  oct: 'AES, software',
  'oct-HSM': 'AES, HSM',
} as const;

interface KeyFilterBarProps {
  asked: KeyAsked;
  onAsked: (asked: KeyAsked) => void;
  /** Goes from the field to the rows. */
  onRows: () => void;
  /** The name of the token that the list is narrowed to, once it is known. */
  tokenLabel: string | undefined;
}

/** What the list of keys is narrowed to: a text, the vault, the type, the state, whether it rotates; dates and a token where it was come from. */
export function KeyFilterBar({ asked, onAsked, onRows, tokenLabel }: KeyFilterBarProps) {
  const { vaults = [] } = useVaultList();
  const { type, state } = KeySearch.input.shape;
  return (
    <Box
      role="search"
      aria-label="Filter the keys"
      sx={{ display: 'flex', alignItems: 'center', gap: 2, flex: 1, minWidth: 0, overflowX: 'auto', p: 1, m: -1 }}
    >
      <TextFilter text={asked.text ?? ''} onText={(text) => onAsked({ ...asked, text })} onRows={onRows} />
      <AskedChips asked={asked} onAsked={onAsked} tokenLabel={tokenLabel} />
      <Choose
        label="Vault"
        value={asked.vault}
        any="Any vault"
        options={vaults.map(({ name }) => [name, name])}
        onChoose={(vault) => onAsked({ ...asked, vault })}
      />
      <Choose
        label="Type"
        value={asked.type}
        any="Any type"
        options={keyType.options.map((it) => [it, typeWord[it]])}
        onChoose={(word) => onAsked({ ...asked, type: type.parse(word) })}
      />
      <Choose
        label="State"
        value={asked.state}
        any="Any state"
        options={Object.entries(stateWord)}
        onChoose={(word) => onAsked({ ...asked, state: state.parse(word) })}
      />
      <Choose
        label="Rotation"
        value={asked.rotates === undefined ? undefined : String(asked.rotates)}
        any="Rotation or none"
        options={[
          ['true', 'Rotates by itself'],
          ['false', 'Doesn’t rotate'],
        ]}
        onChoose={(word) => onAsked({ ...asked, rotates: word === undefined ? undefined : word === 'true' })}
      />
      {Object.values(asked).some((value) => value !== undefined && value !== '') && (
        <Button variant="text" onClick={() => onAsked({})}>
          Clear
        </Button>
      )}
    </Box>
  );
}

interface TextFilterProps {
  text: string;
  onText: (text: string) => void;
  onRows: () => void;
}

function TextFilter({ text: told, onText, onRows }: TextFilterProps) {
  const field = useRef<HTMLInputElement>(null);
  useAction('list.filter', { run: () => field.current?.select() });
  const { text, setText, flush } = useTyped(told, onText);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onText(text);
    else if (event.key === 'ArrowDown') onRows();
    else if (event.key === 'Escape' && text !== '') {
      flush('');
      onText('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <OutlinedInput
      inputRef={field}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={press}
      placeholder="Name or tag"
      startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
      inputProps={{ 'aria-label': 'Search keys', maxLength: 200, spellCheck: false, autoComplete: 'off' }}
      sx={{ width: 200, pl: 2, flexShrink: 0 }}
    />
  );
}

interface ChooseProps {
  label: string;
  value: string | undefined;
  /** What the option says that narrows nothing. */
  any: string;
  options: readonly (readonly [value: string, word: string])[];
  onChoose: (value: string | undefined) => void;
}

function Choose({ label, value = '', any, options, onChoose }: ChooseProps) {
  const known = options.find(([option]) => option.toLowerCase() === value.toLowerCase());
  return (
    <NativeSelect
      value={known?.[0] ?? value}
      onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}
      input={<OutlinedInput />}
      inputProps={{ 'aria-label': label }}
      sx={{ flexShrink: 0 }}
    >
      <option value="">{any}</option>
      {value !== '' && !known && <option value={value}>{value}</option>}
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </NativeSelect>
  );
}
