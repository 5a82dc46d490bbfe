import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { clipboardSeconds } from '../../../app/contract/clipboard.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { Field } from '../../component/field.tsx';
import { Section } from '../../component/section.tsx';

const choices = [10, 20, 30, 60, 120, 300];
const { usual } = clipboardSeconds;
const words = (seconds: number) => (seconds < 120 ? `${seconds} seconds` : `${seconds / 60} minutes`);

/** How long a copied value stays on the clipboard, and what of it is beyond this program. */
export function ClipboardSection() {
  const shell = useShell();
  const { clipboardSeconds: chosen = usual } = useShellState().preference;
  return (
    <Section title="Clipboard">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, maxWidth: 560 }}>
        <Field label="Take a copied value off after" hint="Also when you lock or close Strongroom. What you copied since then stays.">
          {(control) => (
            <Box sx={{ width: 160 }}>
              <NativeSelect
                fullWidth
                value={chosen}
                onChange={(event) => shell.setPreference({ clipboardSeconds: Number(event.target.value) })}
                input={<OutlinedInput />}
                inputProps={{ ...control }}
              >
                {[...new Set([...choices, chosen])]
                  .toSorted((a, b) => a - b)
                  .map((seconds) => (
                    <option key={seconds} value={seconds}>
                      {words(seconds)}
                    </option>
                  ))}
              </NativeSelect>
            </Box>
          )}
        </Field>
        <Typography variant="caption" sx={{ color: 'text.tertiary', maxWidth: '80ch' }}>
          Any program of yours can read the clipboard while a value is on it. On Windows, Strongroom’s own window asks the system to keep
          values out of the clipboard history; in the window of a browser, and on Linux and macOS, it can’t. A clipboard manager that keeps
          a history keeps values too: turn it off, or tell it to leave Strongroom out.
        </Typography>
      </Box>
    </Section>
  );
}
