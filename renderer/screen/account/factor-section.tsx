import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { IconDeviceMobile, IconFingerprint, IconListNumbers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Factor, FactorKind } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { passkeyPlace } from '../../api/passkey.ts';
import { factorListQuery } from '../../api/person-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { FactorPanel } from './factor-panel.tsx';
import { RemoveFactorDecision } from './remove-factor-decision.tsx';
import { factorName } from './use-factor-setup.ts';

const icons = { totp: IconDeviceMobile, passkey: IconFingerprint, 'recovery-code': IconListNumbers } as const;

/** The own second factors: what there is, one more, one less. */
export function FactorSection({ person }: { person: string }) {
  const { data, isError, error, refetch } = useQuery(factorListQuery(useClient()));
  const [adding, setAdding] = useState<FactorKind>();
  const [removing, setRemoving] = useState<Factor>();
  const factors = data?.items ?? [];
  return (
    <Section title="Second factors">
      <Typography sx={{ color: 'text.secondary', mb: 3, maxWidth: '80ch' }}>
        What shows beside the password that it is you. With one set up, a password that somebody overheard is not enough. Recovery codes are
        for the day on which it is lost.
      </Typography>
      {isError && <FailureState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <RowSkeleton rows={2} />}
      {data && factors.length === 0 && <Box sx={{ color: 'text.tertiary' }}>None yet: the password alone signs you in.</Box>}
      {factors.length > 0 && <Factors factors={factors} onRemove={setRemoving} />}
      <AddButtons factors={factors} onAdd={setAdding} />
      {adding && <FactorPanel kind={adding} person={person} onClose={() => setAdding(undefined)} />}
      {removing && <RemoveFactorDecision factor={removing} onClose={() => setRemoving(undefined)} />}
    </Section>
  );
}

/** The ways to set up one more. Recovery codes alone would run out, so they come last. */
function AddButtons({ factors, onAdd }: { factors: readonly Factor[]; onAdd: (kind: FactorKind) => void }) {
  const kinds = new Set(factors.map(({ kind }) => kind));
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 3 }}>
      <ActionButton startIcon={<IconDeviceMobile />} onClick={() => onAdd('totp')}>
        Add authenticator app
      </ActionButton>
      <ActionButton startIcon={<IconFingerprint />} unavailable={passkeyPlace()} onClick={() => onAdd('passkey')}>
        Add passkey
      </ActionButton>
      <ActionButton
        startIcon={<IconListNumbers />}
        unavailable={
          kinds.has('totp') || kinds.has('passkey') ? undefined : 'They stand in for a second factor. Set up an app or a passkey first.'
        }
        onClick={() => onAdd('recovery-code')}
      >
        {kinds.has('recovery-code') ? 'Make new recovery codes' : 'Make recovery codes'}
      </ActionButton>
    </Box>
  );
}

function Factors({ factors, onRemove }: { factors: readonly Factor[]; onRemove: (factor: Factor) => void }) {
  return (
    <Box
      component="ul"
      aria-label="Second factors"
      sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: '6px', maxWidth: 720 }}
    >
      {factors.map((factor) => {
        const Sign = icons[factor.kind];
        return (
          <Box
            component="li"
            key={factor.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              px: 3,
              minHeight: 48,
              '& + &': { borderTop: 1, borderColor: 'line.main' },
            }}
          >
            <Sign aria-hidden="true" />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                <ForeignText>{factor.label}</ForeignText>
              </Typography>
              <FactorHint factor={factor} />
            </Box>
            <ActionButton variant="text" color="error" aria-label={`Remove ${factor.label}`} onClick={() => onRemove(factor)}>
              Remove…
            </ActionButton>
          </Box>
        );
      })}
    </Box>
  );
}

function FactorHint({ factor: { kind, label, createdOn, lastUsedOn, left } }: { factor: Factor }) {
  return (
    <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
      {label === factorName[kind] ? '' : `${factorName[kind]} · `}
      {left === undefined ? '' : `${left} left · `}
      added <Moment time={createdOn} inList />
      {lastUsedOn !== undefined && (
        <>
          , last used <Moment time={lastUsedOn} inList />
        </>
      )}
    </Typography>
  );
}
