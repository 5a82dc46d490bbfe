import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Box from '@mui/material/Box';
import { scopeTitle } from './log-scope.ts';

interface ScopeSwitchProps {
  /** Where the person may read the log. */
  scopes: readonly string[];
  /** Undefined for the whole tenant. */
  scope: string | undefined;
  onScope: (scope: string) => void;
}

/** Where the log is read: said where that isn't the whole tenant, chosen where there are several. */
export function ScopeSwitch({ scopes, scope = '/', onScope }: ScopeSwitchProps) {
  if (scopes.length < 2) {
    return scopes[0] === undefined || scopes[0] === '/' ? null : <Box sx={{ color: 'text.secondary' }}>of {scopeTitle(scope)} only</Box>;
  }
  return (
    <NativeSelect
      value={scope}
      input={<OutlinedInput />}
      inputProps={{ 'aria-label': 'Whose log' }}
      onChange={(event) => onScope(event.target.value)}
    >
      {[...new Set([...scopes, scope])].map((it) => (
        <option key={it} value={it}>
          {scopeTitle(it)}
        </option>
      ))}
    </NativeSelect>
  );
}
