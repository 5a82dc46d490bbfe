import Box from '@mui/material/Box';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttestationIssuer } from '../../../app/contract/attestation.ts';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { type Condition, parseReleaseRule, type ReleasePolicy, type ReleaseRule } from '../../../app/contract/release-policy.ts';
import { issuerListQuery } from '../../api/attestation.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyWholeQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { valueText } from './release-draft.ts';
import { ReleasePanel } from './release-panel.tsx';

/** To whom an exportable key may go, whether the house believes those who attest it, and the way to change it. */
export function ReleaseSection({ of }: { of: KeyProperties }) {
  const { vault, name, version } = of;
  const client = useClient();
  const whole = useQuery(keyWholeQuery(client, { vault, name, version }));
  const issuers = useQuery(issuerListQuery(client));
  const [editing, setEditing] = useState(false);
  const policy = whole.data?.releasePolicy;
  const fixed = policy?.immutable ? 'It is immutable: nobody can change it.' : undefined;
  const stop = useUnavailable(useMay({ operation: 'KeyUpdate', vault, name }), policy ? fixed : 'It is still being read.');
  const error = whole.error ?? issuers.error;
  return (
    <Section
      title="Release"
      action={
        <ActionButton {...stop} startIcon={<IconPencil />} onClick={() => setEditing(true)}>
          Change policy…
        </ActionButton>
      }
    >
      {error ? (
        <FailureBanner error={error} />
      ) : policy && issuers.data ? (
        <Policy policy={policy} issuers={issuers.data.items} />
      ) : (
        <RowSkeleton rows={2} />
      )}
      {editing && whole.data && policy && <ReleasePanel of={whole.data} policy={policy} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function Policy({ policy, issuers }: { policy: Pick<ReleasePolicy, 'data' | 'immutable'>; issuers: readonly AttestationIssuer[] }) {
  const rule = parseReleaseRule(policy.data);
  if (!rule) return <Banner kind="danger">The policy of this version can’t be read, so nothing is released.</Banner>;
  const trusted = rule.anyOf.filter((one) => issuers.some(({ authority }) => authority === one.authority));
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box sx={{ color: 'text.secondary', maxWidth: '72ch' }}>
        The key leaves, wrapped, for an environment that shows an attestation like this. Who had it released stands under “Where it is
        used”.
      </Box>
      {rule.anyOf.map((one, at) => (
        <Authority key={at} of={one} issuer={issuers.find(({ authority }) => authority === one.authority)} />
      ))}
      {policy.immutable && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary' }}>
          <IconLock aria-hidden="true" size={16} />
          <span>Immutable: nobody can change this policy any more.</span>
        </Box>
      )}
      {trusted.length === 0 && <NobodyTrusted />}
    </Box>
  );
}

function NobodyTrusted() {
  return (
    <Banner kind="warning" action={<LinkButton to="/settings">Settings</LinkButton>}>
      Nothing is released yet: this house trusts none of these authorities. Whoever looks after it adds them under Settings, Attestation.
    </Banner>
  );
}

function Authority({ of, issuer }: { of: ReleaseRule['anyOf'][number]; issuer: AttestationIssuer | undefined }) {
  return (
    <Box component="section" aria-label={of.authority}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
        <Box component="span" sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
          {of.authority}
        </Box>
        {issuer ? (
          <Box component="span" sx={{ color: 'text.tertiary' }}>
            trusted as <ForeignText>{issuer.name}</ForeignText>
          </Box>
        ) : (
          <Meaning kind="warning">not trusted by this house</Meaning>
        )}
      </Box>
      <Conditions of={of} />
    </Box>
  );
}

function Conditions({ of }: { of: Exclude<Condition, { claim: string }> }) {
  const [words, conditions] =
    'allOf' in of ? (['All of these hold:', of.allOf] as const) : (['At least one of these holds:', of.anyOf] as const);
  return (
    <Box sx={{ color: 'text.secondary' }}>
      {conditions.length > 1 && words}
      <Box component="ul" sx={{ m: 0, pl: 5 }}>
        {conditions.map((it, at) => (
          <Box component="li" key={at} sx={{ overflowWrap: 'anywhere' }}>
            {'claim' in it ? (
              <>
                <Box component="span" sx={{ typography: 'mono' }}>
                  {it.claim}
                </Box>{' '}
                is{' '}
                <Box component="span" sx={{ typography: 'mono', color: 'text.primary' }}>
                  {valueText(it.equals)}
                </Box>
              </>
            ) : (
              <Conditions of={it} />
            )}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
