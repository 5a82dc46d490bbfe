import Box from '@mui/material/Box';
import { useState } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { Switch } from '../../component/switch.tsx';
import { useAction } from '../action/use-action.ts';
import { useMay } from '../../api/access-context.ts';
import { ServeDecision } from './serve-decision.tsx';
import { problemText, stateKind } from './state-text.ts';
import { useChange, useEndpointRight } from './use-change.ts';

/** The switch, what it means, and how it stands. */
export function ServeSection({ endpoint }: { endpoint: Endpoint }) {
  const { put, error, busy } = useChange();
  const [deciding, setDeciding] = useState(false);
  const on = endpoint.state !== 'off';
  const exposed = endpoint.address !== 'loopback';
  const toggle = () => {
    if (exposed && !on) return setDeciding(true);
    const done = on ? 'Nothing is served any more.' : 'Applications are served.';
    return put(endpoint, { on: !on }, { done, ...(exposed ? {} : { back: { on } }) });
  };
  useAction('endpoint.start', {
    run: toggle,
    may: useMay({ operation: 'EndpointPut' }),
    unavailable: on ? 'They are served already.' : undefined,
  });
  return (
    <Box component="section" aria-label="Serve applications" sx={{ py: 4, display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Switch label="Serve applications" on={on} busy={busy} {...useEndpointRight()} onPress={toggle}>
        {meaning(endpoint)}
      </Switch>
      <State endpoint={endpoint} />
      <FailureBanner error={error} />
      {deciding && <ServeDecision endpoint={endpoint} onClose={() => setDeciding(false)} />}
    </Box>
  );
}

function meaning({ address }: Endpoint): string {
  const reach =
    address === 'loopback'
      ? 'Only programs on this computer can connect.'
      : 'Other computers can connect too, at the address that was chosen.';
  return `Programs that hold a credential read secrets at the vaults’ addresses, over HTTPS, as Azure’s own libraries do. Each sees what its roles allow, and everything it asks for stands in the log. ${reach}`;
}

function State({ endpoint: { state, problem, startedOn } }: { endpoint: Endpoint }) {
  if (state === 'failed') {
    const text = problem && problemText[problem];
    return (
      <Banner kind="danger">
        <Box sx={{ fontWeight: 600 }}>Applications aren’t served. {text?.title ?? 'Something stands against it.'}</Box>
        <Box sx={{ color: 'text.secondary' }}>{text?.whatToDo ?? 'Switch it off and on again.'}</Box>
      </Banner>
    );
  }
  return (
    <Box role="status">
      <Meaning kind={stateKind[state]}>
        {state === 'off' ? 'Off: nothing is served, and nothing listens.' : 'On'}
        {state === 'on' && startedOn !== undefined && (
          <>
            , started <Moment time={startedOn} />
          </>
        )}
      </Meaning>
    </Box>
  );
}
