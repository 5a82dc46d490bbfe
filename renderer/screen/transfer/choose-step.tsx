import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, type SyntheticEvent } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { objectListQuery, transferCheck } from '../../api/transfer.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IntoSight } from '../../component/into-sight.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Frame } from './frame.tsx';
import { CheckView } from './check-view.tsx';
import type { Choice } from './choice.ts';
import { useChoice } from './use-choice.tsx';

type Check = Output<'KeyTransferCheck'>;

interface ChooseStepProps {
  title: string;
  token: HsmToken;
  onClose: () => void;
  onMove: (choice: Choice, check: Check) => void;
  onPlan: (choice: Choice) => void;
}

/** Which key, into which vault, under which name; and whether the tokens allow it, before anything is done. */
export function ChooseStep({ title, token, onClose, onMove, onPlan }: ChooseStepProps) {
  const formId = useId();
  const client = useClient();
  const objects = useQuery(objectListQuery(client, token.id));
  const { choice, fields } = useChoice(objects.data?.items ?? []);
  const { mutate, data, error, isPending, reset } = useMutation(transferCheck(client));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!choice || isPending) return;
    if (data?.obstacles.length === 0) onMove(choice, data);
    else mutate({ token: token.id, object: choice.object.object, vault: choice.vault });
  };
  return (
    <Frame
      title={title}
      onClose={onClose}
      actions={<ChooseActions form={formId} check={data} choice={choice} busy={isPending} onClose={onClose} onPlan={onPlan} />}
    >
      <Box sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
        The key is wrapped in this token for an exchange key of the other one, and unwrapped there. This token keeps its own.
      </Box>
      {objects.error ? (
        <FailureState error={objects.error} onRetry={() => void objects.refetch()} />
      ) : objects.data ? (
        <form id={formId} noValidate onSubmit={submit} style={{ display: 'contents' }}>
          {fields(reset)}
        </form>
      ) : (
        <RowSkeleton rows={4} />
      )}
      {data && (
        <IntoSight>
          <CheckView check={data} />
        </IntoSight>
      )}
      <FailureBanner error={error} />
    </Frame>
  );
}

interface ChooseActionsProps extends Pick<ChooseStepProps, 'onClose' | 'onPlan'> {
  /** The id of what is sent. */
  form: string;
  check: Check | undefined;
  choice: Choice | undefined;
  busy: boolean;
}

function ChooseActions({ form, check, choice, busy, onClose, onPlan }: ChooseActionsProps) {
  const allowed = check?.obstacles.length === 0;
  const stop = choice ? undefined : 'Choose a key, a vault and a name first.';
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      {check && !allowed && choice && <ActionButton onClick={() => onPlan(choice)}>New key and plan…</ActionButton>}
      <ActionButton type="submit" form={form} variant="contained" color="primary" busy={busy} unavailable={stop}>
        {allowed && choice ? 'Move the key' : 'Look whether it can move'}
      </ActionButton>
    </>
  );
}
