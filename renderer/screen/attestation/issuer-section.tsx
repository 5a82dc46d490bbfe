import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconCertificate, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttestationIssuer } from '../../../app/contract/attestation.ts';
import { issuerListQuery } from '../../api/attestation.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { IssuerPanel } from './issuer-panel.tsx';
import { RemoveIssuer } from './remove-issuer.tsx';

/** Whom the house believes what environments are: the list, one more, one less. */
export function IssuerSection() {
  const { data, error, refetch } = useQuery(issuerListQuery(useClient()));
  const [opened, setOpened] = useState<'add' | AttestationIssuer>();
  const stop = useUnavailable(useMay({ operation: 'AttestationIssuerPut' }));
  const close = () => setOpened(undefined);
  return (
    <Section title="Attestation">
      <Typography sx={{ color: 'text.secondary', mb: 3, maxWidth: '80ch' }}>
        Exportable keys are released only to environments that an authority in this list attests, as each key’s policy asks. You give the
        authority’s public keys here; the house fetches nothing.
      </Typography>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowSkeleton rows={1} />}
      {data && data.items.length === 0 && <NoIssuer />}
      {data && data.items.length > 0 && <Issuers items={data.items} onRemove={setOpened} />}
      {data && (
        <Box sx={{ mt: 3 }}>
          <ActionButton {...stop} startIcon={<IconPlus />} onClick={() => setOpened('add')}>
            Trust an authority
          </ActionButton>
        </Box>
      )}
      {opened === 'add' && <IssuerPanel onClose={close} />}
      {opened !== undefined && opened !== 'add' && <RemoveIssuer issuer={opened} onClose={close} />}
    </Section>
  );
}

function NoIssuer() {
  return (
    <Box sx={{ maxWidth: '80ch' }}>
      <Box sx={{ fontWeight: 600 }}>No authority is trusted yet, so no key can be released.</Box>
      <Box sx={{ color: 'text.secondary', mt: 1 }}>
        An attestation service looks at a confidential machine or enclave and signs what it found. Azure Attestation gives its public keys
        at the authority’s address followed by /certs: save that page, and add it here with the address.
      </Box>
    </Box>
  );
}

function Issuers({ items, onRemove }: { items: readonly AttestationIssuer[]; onRemove: (issuer: AttestationIssuer) => void }) {
  const stop = useUnavailable(useMay({ operation: 'AttestationIssuerRemove' }));
  return (
    <Box
      component="ul"
      aria-label="Trusted authorities"
      sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', maxWidth: 720 }}
    >
      {items.map((issuer) => (
        <Box
          component="li"
          key={issuer.id}
          sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 3, py: 1, '& + &': { borderTop: 1, borderColor: 'line.main' } }}
        >
          <IconCertificate aria-hidden="true" />
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography sx={{ fontWeight: 600 }}>
              <ForeignText>{issuer.name}</ForeignText>
            </Typography>
            <Box sx={{ typography: 'mono' }}>{issuer.authority}</Box>
            <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
              {countText(issuer.keys.length, 'key')} · given by <ForeignText>{issuer.changedBy}</ForeignText>{' '}
              <Moment time={issuer.changedOn} inList />
            </Typography>
          </Box>
          <ActionButton variant="text" color="error" {...stop} aria-label={`Remove ${issuer.name}`} onClick={() => onRemove(issuer)}>
            Remove…
          </ActionButton>
        </Box>
      ))}
    </Box>
  );
}
