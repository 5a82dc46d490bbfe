import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SyntheticEvent } from 'react';
import { reason as reasonShape } from '../../../app/contract/vault.ts';
import { assignmentCreate } from '../../api/access-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { DateTimeField, fromLocalText } from '../../component/date-time-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { PrincipalField, type Who } from './principal-field.tsx';
import { RoleField } from './role-field.tsx';
import { ScopeField } from './scope-field.tsx';
import { scopeText } from './scope.ts';

interface GrantPanelProps {
  /** Where it would hold unless another scope is chosen. */
  scope: string;
  /** Who is given it, where that is settled. */
  who?: Who;
  onClose: () => void;
}

interface Draft {
  readonly who: Who | undefined;
  readonly role: string;
  readonly scope: string;
  readonly reason: string;
  /** As `datetime-local` controls hold them. */
  readonly from: string;
  readonly until: string;
}

/** Why a draft can't be granted yet. */
function stopOf({ who, role, reason, from, until }: Draft): string | undefined {
  if (!who) return 'Choose who is given the role first.';
  if (role === '') return 'Choose a role first.';
  if (!reasonShape.safeParse(reason).success) return 'Give a reason of at least 3 characters first.';
  const [begins, ends] = [fromLocalText(from), fromLocalText(until)];
  return ends !== undefined && ends <= (begins ?? Date.now()) ? 'It would end before it begins: choose a later end.' : undefined;
}

/** Gives somebody a role somewhere, from now or later, for good or until a day. */
export function GrantPanel({ scope, who, onClose }: GrantPanelProps) {
  const formId = useId();
  const [draft, setDraft] = useState<Draft>({ who, role: '', scope, reason: '', from: '', until: '' });
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const { grant, error, busy } = useGrant(draft, onClose);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (stopOf(draft) === undefined && !busy) grant();
  };
  return (
    <SidePanel
      title={who ? `Give ${visibleText(who.name)} a role` : 'Add access'}
      open
      dirty={draft.role !== '' || draft.reason !== '' || draft.who !== who}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy} unavailable={stopOf(draft)}>
            Grant
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate autoComplete="off" onSubmit={submit} style={{ display: 'contents' }}>
        {!who && <PrincipalField value={draft.who} onChange={(chosen) => set({ who: chosen })} />}
        <RoleField value={draft.role} scope={draft.scope} onChange={(role) => set({ role })} />
        <ScopeField
          label="Where"
          hint="It holds here and for everything below."
          value={draft.scope}
          onChange={(to) => set({ scope: to })}
        />
        <TextField
          label="Reason"
          hint="Kept with the assignment and in the log."
          value={draft.reason}
          onChange={(event) => set({ reason: event.target.value })}
          inputProps={{ maxLength: 500 }}
        />
        <DateTimeField label="From" hint="Without it, from now on." value={draft.from} onChange={(from) => set({ from })} />
        <DateTimeField label="Until" hint="Without it, until somebody ends it." value={draft.until} onChange={(until) => set({ until })} />
        <FailureBanner error={error} />
      </form>
    </SidePanel>
  );
}

function useGrant(draft: Draft, onClose: () => void) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(assignmentCreate(useClient()));
  const grant = () => {
    const { who, role, scope, reason } = draft;
    if (!who) return;
    const [from, until] = [fromLocalText(draft.from), fromLocalText(draft.until)];
    const input = {
      principal: who.id,
      role,
      scope,
      reason: reason.trim(),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
    mutate(input, {
      onSuccess: (made) => {
        say({
          text: `${visibleText(made.principal.name)} has ${made.role.name} on ${scopeText(made.scope)}${made.state === 'to come' ? ', from the day that was chosen' : ''}.`,
        });
        onClose();
      },
    });
  };
  return { grant, error, busy: isPending };
}
