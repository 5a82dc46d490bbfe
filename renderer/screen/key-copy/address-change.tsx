import Box from '@mui/material/Box';
import { CodeBlock } from '../../component/code-block.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { environmentText } from '../endpoint/environment.ts';

const lineOf = (origin: string): string => environmentText([{ name: 'KEY_VAULT_URL', value: `${origin}/` }], 'dotenv').trimEnd();

/** What of an application changes with the vault: its address, and nothing of its code. */
export function AddressChange({ source, target }: { source: string; target: string }) {
  const uris = useUris();
  const [before, after] = [uris.vault(source), uris.vault(target)];
  if (before === undefined || after === undefined) return null;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, minWidth: 0 }}>
      <Box sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
        Names, kinds and operations stay, so the code stays the same: it asks the other vault for the same names. Only the address changes,
        wherever your application keeps it, such as in its environment.
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))', gap: 4 }}>
        <Side title="Before" line={lineOf(before)} copy="Copy the old line" />
        <Side title="After" line={lineOf(after)} copy="Copy the new line" />
      </Box>
    </Box>
  );
}

function Side({ title, line, copy }: { title: string; line: string; copy: string }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 500, mb: 1 }}>{title}</Box>
      <CodeBlock label={`${title}: the vault’s address`} code={line} copy={copy} />
    </Box>
  );
}
