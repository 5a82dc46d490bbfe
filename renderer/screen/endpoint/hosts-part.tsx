import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { CodeBlock } from '../../component/code-block.tsx';
import { Decision } from '../../component/decision.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useHosts } from './use-hosts.ts';

type Hosts = Output<'EndpointCheck'>['hosts'];

interface HostsPartProps {
  hosts: Hosts;
  suffix: string;
  vaults: readonly string[];
  /** Whether every name is found. */
  found: boolean;
  onChanged: () => void;
}

/** What to do where names aren't found: the lines to write, who writes them, and how they go again. */
export function HostsPart({ hosts, found, ...place }: HostsPartProps) {
  const { file, missing, written, writable, command } = hosts;
  const [deciding, setDeciding] = useState(false);
  const { write, takeAway, error, busy } = useHosts(hosts, place);
  const stop = useUnavailable(useMay({ operation: 'HostsPut' }));
  const close = () => setDeciding(false);
  const lacking = !found && missing.length > 0;
  if (!lacking && written.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, alignItems: 'flex-start', maxWidth: 720 }}>
      {lacking && (
        <>
          <Typography sx={{ color: 'text.secondary' }}>
            This system doesn’t find such names by itself. Lines in {file} help every program; browsers need none.
          </Typography>
          {writable !== 'no' && (
            <ActionButton {...stop} onClick={() => setDeciding(true)}>
              Write the lines…
            </ActionButton>
          )}
          <Box sx={{ alignSelf: 'stretch' }}>
            <Box sx={{ mb: 1 }}>{writable === 'no' ? 'Strongroom may not write there. By hand:' : 'Or by hand:'}</Box>
            <CodeBlock label="Command" code={command} copy="Copy command" />
          </Box>
        </>
      )}
      {written.length > 0 && (
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
          <Box sx={{ color: 'text.secondary' }}>
            Lines of Strongroom’s in {file}: {written.length.toLocaleString('en')}.
          </Box>
          <ActionButton {...stop} busy={busy} onClick={takeAway}>
            Take them away
          </ActionButton>
        </Box>
      )}
      {!deciding && <FailureBanner error={error} />}
      {deciding && (
        <Decision
          open
          title={`Write to ${file}`}
          verb="Write the lines"
          busy={busy}
          failure={error}
          onDecide={() => write(close)}
          onClose={close}
        >
          <Box>
            Every program on this computer will find these names here. The lines stand between marks of Strongroom’s own; nothing else in
            the file is touched, and they can be taken away again.
            {writable === 'asks' && ' The system asks you, or an administrator, for consent.'}
          </Box>
          <CodeBlock label="Lines to be written" code={missing.join('\n')} />
        </Decision>
      )}
    </Box>
  );
}
