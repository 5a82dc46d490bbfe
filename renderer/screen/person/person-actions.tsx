import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { useNow } from '../../component/now.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';
import { EditPersonPanel } from './edit-person-panel.tsx';
import { isLocked } from './person-text.ts';
import { RecoverDecision } from './recover-decision.tsx';
import { usePersonChange } from './use-person-change.ts';

/** What can be done about a person. */
export function PersonActions({ person }: { person: Person }) {
  const [open, setOpen] = useState<'edit' | 'recover'>();
  const { data: session } = useQuery(sessionQuery(useClient()));
  const own = session?.person.id === person.id;
  const may = useMay({ operation: 'PersonPatch' });
  const edit = useAction('person.edit', { run: () => setOpen('edit'), may });
  const recover = useAction('person.recover', {
    run: () => setOpen('recover'),
    may: useMay({ operation: 'PersonRecover' }),
    unavailable: own ? 'This is you: change password and second factors under your account.' : undefined,
  });
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 3 }}>
        {own && <LinkButton to="/account">Your account</LinkButton>}
        <ActionButton {...edit}>Edit</ActionButton>
        <UnlockButton person={person} />
        <ActionButton {...recover}>Recover…</ActionButton>
        <LinkButton to="/log" search={{ identity: [person.id] }}>
          Log
        </LinkButton>
        <Box sx={{ flex: 1 }} />
        <EnableButton person={person} own={own} />
      </Box>
      {open === 'edit' && <EditPersonPanel person={person} onClose={() => setOpen(undefined)} />}
      {open === 'recover' && <RecoverDecision person={person} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** Lets somebody try again before the time is over; not there while nothing is locked. */
function UnlockButton({ person }: { person: Person }) {
  const { change, error, busy } = usePersonChange(person);
  const locked = isLocked(person, useNow());
  const unlock = useAction('person.unlock', {
    run: () => change({ unlock: true }, { done: `${visibleText(person.displayName)} can try to sign in again.` }),
    may: useMay({ operation: 'PersonPatch' }),
    offered: locked,
  });
  if (!locked) return <FailureBanner error={error} />;
  return (
    <>
      <ActionButton {...unlock} busy={busy}>
        Unlock
      </ActionButton>
      <FailureBanner error={error} />
    </>
  );
}

/** Disabling is taken back as quickly as it is done: nothing is lost but the sessions. */
function EnableButton({ person, own }: { person: Person; own: boolean }) {
  const { change, error, busy } = usePersonChange(person);
  const disabled = person.state === 'disabled';
  const name = visibleText(person.displayName);
  const may = useMay({ operation: 'PersonPatch' });
  const enable = useAction('person.enable', {
    run: () => change({ enabled: true }, { done: `${name} may sign in again.`, back: { enabled: false } }),
    may,
    offered: disabled,
  });
  const disable = useAction('person.disable', {
    run: () => change({ enabled: false }, { done: `${name} can’t sign in any more; every session has ended.`, back: { enabled: true } }),
    may,
    unavailable: own ? 'This is you. Another administrator can disable you.' : undefined,
    offered: !disabled,
  });
  return (
    <>
      {disabled ? (
        <ActionButton {...enable} busy={busy}>
          Enable
        </ActionButton>
      ) : (
        <ActionButton {...disable} color="error" busy={busy}>
          Disable
        </ActionButton>
      )}
      {error !== null && (
        <Box sx={{ flexBasis: '100%' }}>
          <FailureBanner error={error} />
        </Box>
      )}
    </>
  );
}
