import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useShortcut } from '../../component/shortcut.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { isFiltered, noFilter, type BinFilter } from './bin-filter.ts';

const kinds = [
  ['any', 'Everything'],
  ['secret', 'Secrets'],
  ['key', 'Keys'],
  ['vault', 'Vaults'],
] as const;

interface BinFilterBarProps {
  filter: BinFilter;
  onChange: (filter: BinFilter) => void;
}

/** What the bin is narrowed to: part of a name, kind, vault. Ctrl+F goes to the name. */
export function BinFilterBar({ filter, onChange }: BinFilterBarProps) {
  const text = useRef<HTMLInputElement>(null);
  const { vaults = [] } = useVaultList();
  useShortcut({ 'ctrl+f': () => text.current?.focus() });
  return (
    <Box role="search" aria-label="Filter the recycle bin" sx={{ display: 'flex', alignItems: 'center', gap: 2, flexShrink: 0 }}>
      <OutlinedInput
        inputRef={text}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        placeholder="Part of a name"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{ 'aria-label': 'Part of a name', maxLength: 200, spellCheck: false, autoComplete: 'off' }}
        sx={{ width: 220, pl: 2, flexShrink: 0 }}
      />
      <NativeSelect
        value={filter.kind}
        onChange={(event) => onChange({ ...filter, kind: kinds.find(([kind]) => kind === event.target.value)?.[0] ?? 'any' })}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'Kind' }}
      >
        {kinds.map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        value={filter.vault}
        onChange={(event) => onChange({ ...filter, vault: event.target.value })}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'Vault' }}
      >
        <option value="">Any vault</option>
        {vaults.map((vault) => (
          <option key={vault.id} value={vault.name}>
            {vault.name}
          </option>
        ))}
      </NativeSelect>
      {isFiltered(filter) && (
        <Button variant="text" onClick={() => onChange(noFilter)}>
          Clear
        </Button>
      )}
    </Box>
  );
}
