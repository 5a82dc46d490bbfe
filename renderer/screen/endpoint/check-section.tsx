import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconListCheck } from '@tabler/icons-react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Heard } from '../../component/heard.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Section } from '../../component/section.tsx';
import { useAction } from '../action/use-action.ts';
import { HostsPart } from './hosts-part.tsx';
import { useCheck } from './use-check.ts';

type Check = Output<'EndpointCheck'>;

/** Whether programs on this computer find the vaults by their names and trust them, and what to do where they don't. */
export function CheckSection({ endpoint }: { endpoint: Endpoint }) {
  const { check, result, error, busy, vaults, more } = useCheck();
  const action = useAction('endpoint.check', { run: check });
  return (
    <Section
      title="Names and trust"
      action={
        <ActionButton {...action} busy={busy} startIcon={<IconListCheck />}>
          {result ? 'Check again' : 'Check now'}
        </ActionButton>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
          A program must find each vault by its name, and trust its certificate. The check asks this computer as any program would.
        </Typography>
        <FailureBanner error={error} />
        {busy && <Heard role="status">Checking names and trust</Heard>}
        {result && (
          <>
            <Names result={result} more={more} />
            <HostsPart
              hosts={result.hosts}
              suffix={endpoint.name.suffix}
              vaults={vaults}
              found={result.names.every(({ resolves }) => resolves === 'here')}
              onChanged={check}
            />
            <Trust result={result} endpoint={endpoint} />
          </>
        )}
      </Box>
    </Section>
  );
}

const resolved: Readonly<Record<Check['names'][number]['resolves'], { kind: 'ok' | 'warning' | 'danger'; text: string }>> = {
  here: { kind: 'ok', text: 'found here' },
  elsewhere: { kind: 'danger', text: 'found on another computer' },
  no: { kind: 'warning', text: 'not found' },
};

function Names({ result: { names }, more }: { result: Check; more: number }) {
  return (
    <Box role="group" aria-label="Names">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxWidth: 720, border: 1, borderColor: 'line.main', borderRadius: 1.5 }}>
        {names.map(({ host, resolves, address }) => (
          <Box
            component="li"
            key={host}
            sx={{
              display: 'flex',
              gap: 3,
              px: 3,
              minHeight: 36,
              alignItems: 'center',
              '& + &': { borderTop: 1, borderColor: 'line.main' },
            }}
          >
            <Box data-selectable sx={{ flex: 1, minWidth: 0, typography: 'mono', overflowWrap: 'anywhere' }}>
              {host}
            </Box>
            <Meaning kind={resolved[resolves].kind}>
              {resolved[resolves].text}
              {address !== undefined && ` (${address})`}
            </Meaning>
          </Box>
        ))}
      </Box>
      {more > 0 && (
        <Box sx={{ typography: 'caption', color: 'text.tertiary', mt: 1 }}>
          {more.toLocaleString('en')} more vaults have names of the same form; they weren’t asked for.
        </Box>
      )}
    </Box>
  );
}

function Trust({ result: { trust, reached }, endpoint }: { result: Check; endpoint: Endpoint }) {
  const whose = endpoint.own ? 'Your certificate' : 'Strongroom’s authority';
  return (
    <Box role="group" aria-label="Trust" sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      {trust === 'system' ? (
        <Meaning kind="ok">{whose} is trusted by the system: programs that ask it need nothing more.</Meaning>
      ) : (
        <Meaning kind="warning">{whose} is not trusted by the system. Have it trust it, or name its file to each program: below.</Meaning>
      )}
      {reached === 'yes' ? (
        <Meaning kind="ok">A connection came through, with every check on.</Meaning>
      ) : (
        <Meaning kind="warning">
          No connection came through{endpoint.state === 'on' ? '. Mend what stands above, then check again.' : ': nothing is served now.'}
        </Meaning>
      )}
    </Box>
  );
}
