import Box from '@mui/material/Box';
import { IconCertificate, IconKey, IconPlus, IconServerCog, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { Credential, CredentialKind } from '../../../app/contract/application.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { fingerprintText } from '../../component/fingerprint-text.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';
import { credentialState, kindWords } from './application-text.ts';
import { CredentialPanel } from './credential-panel.tsx';
import { EndCredentialDecision } from './end-credential-decision.tsx';

export type ApplicationWhole = Output<'ApplicationGet'>;

/** What an application signs in with: each with its state, and the ways to add and to end. */
export function CredentialSection({ application }: { application: ApplicationWhole }) {
  const [adding, setAdding] = useState(false);
  const foreign = application.home;
  const add = useAction('application.add-credential', {
    run: () => setAdding(true),
    may: useMay({ operation: 'CredentialCreate' }),
    unavailable: foreign && `Only ${visibleText(foreign.tenant)} has its keys. Take up a newer offer to renew its certificates.`,
  });
  const close = () => setAdding(false);
  const none = foreign ? 'None of its certificates holds: take up a newer offer.' : 'None yet: it can’t sign in.';
  return (
    <Section
      title={foreign ? 'Certificates that its maker gave' : 'Credentials'}
      action={
        <ActionButton {...add} startIcon={<IconPlus />}>
          Add credential
        </ActionButton>
      }
    >
      {application.credentials.length === 0 && <Box sx={{ color: 'text.tertiary' }}>{none}</Box>}
      <Box component="ul" aria-label="Credentials" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {application.credentials.map((credential) => (
          <CredentialLine key={credential.id} credential={credential} application={application} />
        ))}
      </Box>
      {adding && <CredentialPanel application={application} onDone={close} onClose={close} />}
    </Section>
  );
}

const signs: Readonly<Record<CredentialKind, Icon>> = { secret: IconKey, certificate: IconCertificate, 'managed-identity': IconServerCog };

function CredentialLine({ credential, application }: { credential: Credential; application: ApplicationWhole }) {
  const [ending, setEnding] = useState(false);
  const state = credentialState(credential, useNow());
  const may = useUnavailable(useMay({ operation: 'CredentialEnd' }));
  const { kind, label, hint, from, until, createdBy, lastUsedOn } = credential;
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, py: 2, '& + &': { borderTop: 1, borderColor: 'line.main' } }}
    >
      <Box component={signs[kind]} role="img" aria-label={kindWords[kind]} sx={{ color: 'text.tertiary', flexShrink: 0 }} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>
          <ForeignText>{label}</ForeignText>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, color: 'text.secondary' }}>
          {kind === 'certificate' ? (
            <>
              Thumbprint <IdChip what="thumbprint" value={fingerprintText(hint)} most={96} />
            </>
          ) : (
            <span>
              {kindWords[kind]} that begins with {hint}
            </span>
          )}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
          since <Moment time={from} inList /> by <ForeignText>{createdBy}</ForeignText>, until <Moment time={until} inList />,{' '}
          {lastUsedOn === undefined ? (
            'never used'
          ) : (
            <>
              last used <Moment time={lastUsedOn} inList />
            </>
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 32, flexShrink: 0 }}>
        <Meaning kind={state.kind}>{state.text}</Meaning>
      </Box>
      <ActionButton {...may} variant="text" color="error" aria-label={`End ${visibleText(label)}…`} onClick={() => setEnding(true)}>
        End…
      </ActionButton>
      {ending && <EndCredentialDecision credential={credential} application={application} onClose={() => setEnding(false)} />}
    </Box>
  );
}
