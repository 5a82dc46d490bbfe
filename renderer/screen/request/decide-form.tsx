import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessRequest } from '../../../app/contract/access.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { reason as reasonShape } from '../../../app/contract/vault.ts';
import { requestDecide } from '../../api/access-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { DateTimeField, fromLocalText } from '../../component/date-time-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { RoleField } from '../access/role-field.tsx';
import { ScopeField } from '../access/scope-field.tsx';
import { tenantScope } from '../access/scope.ts';

interface DecideFormProps {
  request: AccessRequest;
  /** Where it would be granted; undefined where there is nothing to grant anything on. */
  scope: string | undefined;
  onDecided: () => void;
}

/** Grants the smallest role where it was asked for, or what is chosen instead; or refuses. Either with a note. */
export function DecideForm({ request, scope, onDecided }: DecideFormProps) {
  const [role, setRole] = useState(request.smallestRole?.id ?? '');
  const [place, setPlace] = useState(scope ?? tenantScope);
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const { decide, error, busy } = useDecide(request, onDecided);
  const noted = reasonShape.safeParse(note).success ? undefined : 'Write a note of at least 3 characters first: whoever asked reads it.';
  const ends = fromLocalText(until);
  const [openedOn] = useState(() => Date.now());
  const past = ends !== undefined && ends <= openedOn ? 'Choose an end that lies ahead.' : undefined;
  const chosen = role === '' ? 'Choose a role first.' : past;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, maxWidth: 560 }}>
      {scope !== undefined && (
        <>
          <RoleField value={role} scope={place} onChange={setRole} />
          <ScopeField label="Where" hint="As narrow as it was asked for, unless you choose wider." value={place} onChange={setPlace} />
          <DateTimeField label="Until" hint="Without it, until somebody ends it." value={until} onChange={setUntil} />
        </>
      )}
      <ReasonField label="Note" hint="Whoever asked reads it, and it is kept in the log." value={note} onChange={setNote} />
      <FailureBanner error={error} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        {scope !== undefined && (
          <ActionButton
            variant="contained"
            color="primary"
            busy={busy}
            unavailable={chosen ?? noted}
            onClick={() => decide({ kind: 'grant', role, scope: place, ...(ends === undefined ? {} : { until: ends }) }, note)}
          >
            Grant
          </ActionButton>
        )}
        <ActionButton color="error" busy={busy} unavailable={noted} onClick={() => decide({ kind: 'refuse' }, note)}>
          Refuse
        </ActionButton>
      </Box>
    </Box>
  );
}

function useDecide(request: AccessRequest, onDecided: () => void) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(requestDecide(useClient()));
  const decide = (decision: Input<'AccessRequestDecide'>['decision'], note: string) =>
    mutate(
      { id: request.id, decision, note: note.trim() },
      {
        onSuccess: () => {
          const word = decision.kind === 'grant' ? 'granted' : 'refused';
          say({ text: `The request of ${visibleText(request.by.name)} was ${word}.` });
          onDecided();
        },
      },
    );
  return { decide, error, busy: isPending };
}
