import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { assignmentCreate } from '../../api/access-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { fromLocalText } from '../../component/date-time-field.tsx';
import { reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Who } from './principal-field.tsx';
import { scopeText } from './scope.ts';

export interface GrantDraft {
  readonly who: Who | undefined;
  /** Id; empty while none is chosen. */
  readonly role: string;
  /** Empty while none is chosen. */
  readonly scope: string;
  readonly reason: string;
  /** As `datetime-local` controls hold them. */
  readonly from: string;
  readonly until: string;
}

/** Why a draft can't be granted yet. */
function stopOf({ who, role, scope, reason, from, until }: GrantDraft): string | undefined {
  if (!who) return 'Choose who is given the role first.';
  if (role === '') return 'Choose a role first.';
  if (scope === '') return 'Choose where it holds first.';
  const [begins, ends] = [fromLocalText(from), fromLocalText(until)];
  const late = ends !== undefined && ends <= (begins ?? Date.now());
  return reasonStop(reason) ?? (late ? 'It would end before it begins: choose a later end.' : undefined);
}

/** What the form begins with. */
export interface GrantStart {
  readonly scope: string;
  readonly who?: Who | undefined;
  readonly role?: string | undefined;
}

/** The form by which a role is given: what it holds, why it can't be sent yet, and what came of it. */
export function useGrant({ scope, who, role = '' }: GrantStart, onGranted: (made: Assignment) => void) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(assignmentCreate(useClient()));
  const [first] = useState<GrantDraft>({ who, role, scope, reason: '', from: '', until: '' });
  const [draft, setDraft] = useState(first);
  const stop = stopOf(draft);
  const grant = () => {
    if (stop !== undefined || isPending || !draft.who) return;
    const [from, until] = [fromLocalText(draft.from), fromLocalText(draft.until)];
    const input = {
      principal: draft.who.id,
      role: draft.role,
      scope: draft.scope,
      reason: draft.reason.trim(),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
    mutate(input, {
      onSuccess: (made) => {
        say({
          text: `${visibleText(made.principal.name)} has ${made.role.name} on ${scopeText(made.scope)}${made.state === 'to come' ? ', from the day that was chosen' : ''}.`,
        });
        onGranted(made);
      },
    });
  };
  const set = (change: Partial<GrantDraft>) => setDraft((before) => ({ ...before, ...change }));
  const dirty = draft.role !== first.role || draft.reason !== '' || draft.who !== first.who;
  return { draft, set, grant, stop, dirty, error, busy: isPending };
}
