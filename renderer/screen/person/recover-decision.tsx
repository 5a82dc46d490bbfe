import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { recoverPerson } from '../../api/person-mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { useInvitation } from './use-invitation.ts';

/** For who lost password or second factor: says what falls and what stays, takes the reason, and shows the new code once. */
export function RecoverDecision({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useClient();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [reason, setReason] = useState('');
  const { invitation, show } = useInvitation();
  if (invitation) return <InvitationPanel invitation={invitation} onClose={onClose} />;
  const recover = () =>
    attempt.run(async () =>
      show(await recoverPerson(client, queries, { id: person.id, reason: reason.trim(), revision: person.revision })),
    );
  return (
    <Decision
      open
      title={`Recover ${visibleText(person.displayName)}`}
      verb="Recover"
      danger
      unavailable={reasonStop(reason)}
      busy={attempt.busy}
      failure={attempt.error}
      onDecide={() => void recover()}
      onClose={onClose}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        <li>Password and second factors fall, and every session ends with its next operation.</li>
        <li>A new one-time code is shown to you, once. With it {visibleText(person.displayName)} chooses a new password.</li>
        <li>Groups and roles stay. Be sure who asks: whoever has the code comes in with them.</li>
      </ul>
      <ReasonField value={reason} onChange={setReason} />
    </Decision>
  );
}
