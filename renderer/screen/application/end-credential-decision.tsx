import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Application, Credential } from '../../../app/contract/application.ts';
import { credentialEnd } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { Decision } from '../../component/decision.tsx';
import { pastText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';

interface EndCredentialDecisionProps {
  credential: Credential;
  application: Application;
  onClose: () => void;
}

/** Ends a credential now: says what dies with it, and asks twice where it is the last. */
export function EndCredentialDecision({ credential, application, onClose }: EndCredentialDecisionProps) {
  const say = useToast();
  const now = useNow();
  const [reason, setReason] = useState('');
  const end = useMutation(credentialEnd(useClient()));
  const [label, name] = [visibleText(credential.label), visibleText(application.name)];
  const last = application.credentialCount <= 1;
  const decide = () =>
    // By promise: once it has ended its line is gone, and this decision with it.
    void end.mutateAsync({ application: application.id, id: credential.id, reason: reason.trim() }).then(
      () => {
        say({ text: `${name} can’t sign in by ${label} any more.` });
        onClose();
      },
      () => undefined,
    );
  return (
    <Decision
      open
      title={`End ${label} of ${name}`}
      verb="End it"
      danger
      typeName={last ? application.name : undefined}
      unavailable={reasonStop(reason)}
      busy={end.isPending}
      failure={end.error}
      onDecide={decide}
      onClose={onClose}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        <li>Tokens that were given for it are refused from the next request on. It can’t be taken back.</li>
        <li>
          {credential.lastUsedOn === undefined ? 'Nobody has used it yet.' : `It was last used ${pastText(credential.lastUsedOn, now)}.`}
        </li>
        {last ? (
          <li>It is the last one: {name} can’t sign in at all until it has another.</li>
        ) : (
          <li>What {name} signs in with elsewhere goes on. Be sure that another credential is in use there.</li>
        )}
      </ul>
      <ReasonField value={reason} onChange={setReason} />
    </Decision>
  );
}
