import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { applicationDelete } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { RoleLoss } from '../access/role-loss.tsx';

interface DeleteApplicationDecisionProps {
  application: Application;
  onDeleted: () => void;
  onClose: () => void;
}

/** Deletes an application for good, or takes back the consent to one of another organisation, after saying what is lost. */
export function DeleteApplicationDecision({ application, onDeleted, onClose }: DeleteApplicationDecisionProps) {
  const say = useToast();
  const now = useNow();
  const remove = useMutation(applicationDelete(useClient()));
  const [reason, setReason] = useState('');
  const { id, home, revision, credentialCount, lastSignInOn } = application;
  const name = visibleText(application.name);
  const done = () => {
    say({ text: home ? `${name} of ${visibleText(home.tenant)} can’t be used here any more.` : `The application ${name} is gone.` });
    onDeleted();
  };
  return (
    <Decision
      open
      title={home ? `Revoke consent to ${name}` : `Delete the application ${name}`}
      verb={home ? 'Revoke consent' : 'Delete for good'}
      danger
      typeName={application.name}
      unavailable={reasonStop(reason)}
      busy={remove.isPending}
      failure={remove.error}
      onDecide={() => remove.mutate({ id, reason: reason.trim(), revision }, { onSuccess: done })}
      onClose={onClose}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        <li>
          {credentialCount === 0
            ? 'It has no credential that holds.'
            : `${countText(credentialCount, home ? 'certificate' : 'credential')} ${credentialCount === 1 ? 'ends' : 'end'}, and every token with ${credentialCount === 1 ? 'it' : 'them'}, from the next request on.`}
        </li>
        <li>{lastSignInOn === undefined ? 'It never signed in.' : `It last signed in ${pastText(lastSignInOn, now)}.`}</li>
        <RoleLoss principal={id} unknown="Every role that it holds ends." none="It holds no role of its own." end="ends." />
        {home ? (
          <li>With a new offer of {visibleText(home.tenant)} it can be taken up again, and holds no role then.</li>
        ) : (
          <li>Its ids are never given to another. What it did stays readable in the log.</li>
        )}
      </ul>
      <ReasonField value={reason} onChange={setReason} />
    </Decision>
  );
}
