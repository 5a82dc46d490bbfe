import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useId } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';

interface VaultChooserProps {
  vaults: readonly Vault[];
  chosen: string;
  onChoose: (vault: string) => void;
  label?: string;
}

/** Which vault one looks into; found by typing. */
export function VaultChooser({ vaults, chosen, onChoose, label = 'Vault' }: VaultChooserProps) {
  const id = useId();
  const value = vaults.find((vault) => vault.name.toLowerCase() === chosen.toLowerCase());
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
      <Box component="label" htmlFor={id} sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Autocomplete
        id={id}
        options={vaults}
        // Undefined would make the field its own master.
        value={value ?? null}
        getOptionLabel={(vault) => vault.name}
        getOptionKey={(vault) => vault.id}
        isOptionEqualToValue={(option, of) => option.id === of.id}
        onChange={(_event, vault) => vault && onChoose(vault.name)}
        disableClearable={value !== undefined}
        autoHighlight
        sx={{ width: 240 }}
        renderInput={(params) => (
          <OutlinedInput
            ref={params.slotProps.input.ref}
            endAdornment={params.slotProps.input.endAdornment}
            inputProps={params.slotProps.htmlInput}
            fullWidth
          />
        )}
      />
    </Box>
  );
}
