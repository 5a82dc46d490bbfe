import Box from '@mui/material/Box';
import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';
import type { ApplicationWhole } from './credential-section.tsx';
import { DeleteApplicationDecision } from './delete-application-decision.tsx';
import { EditApplicationPanel } from './edit-application-panel.tsx';
import { OfferPanel } from './offer-panel.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { TakeUpPanel } from './take-up-panel.tsx';
import { useApplicationChange } from './use-application-change.ts';

interface ApplicationActionsProps {
  application: ApplicationWhole;
  onGone: () => void;
}

/** What can be done about an application. */
export function ApplicationActions({ application, onGone }: ApplicationActionsProps) {
  const [open, setOpen] = useState<'connect' | 'edit' | 'offer' | 'renew' | 'delete'>();
  const foreign = application.home !== undefined;
  const connect = useAction('application.connect', { run: () => setOpen('connect') });
  const edit = useAction('application.edit', { run: () => setOpen('edit'), may: useMay({ operation: 'ApplicationPatch' }) });
  const offer = useAction('application.offer', {
    run: () => setOpen('offer'),
    may: useMay({ operation: 'ApplicationOffer' }),
    offered: !foreign,
  });
  const renew = useAction('application.renew', {
    run: () => setOpen('renew'),
    may: useMay({ operation: 'ConsentCreate' }),
    offered: foreign,
  });
  const remove = useAction('application.delete', { run: () => setOpen('delete'), may: useMay({ operation: 'ApplicationDelete' }) });
  const close = () => setOpen(undefined);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 3 }}>
        <ActionButton {...connect}>Connect…</ActionButton>
        <ActionButton {...edit}>Edit</ActionButton>
        {foreign ? <ActionButton {...renew}>Renew…</ActionButton> : <ActionButton {...offer}>Offer…</ActionButton>}
        <LinkButton to="/log" search={{ identity: [application.id] }}>
          Log
        </LinkButton>
        <Box sx={{ flex: 1 }} />
        <EnableButton application={application} />
        <ActionButton {...remove} color="error">
          {foreign ? 'Revoke consent…' : 'Delete…'}
        </ActionButton>
      </Box>
      {open === 'connect' && (
        <SetupPanel application={application} begin="connect" kind={application.credentials.at(-1)?.kind} onClose={close} />
      )}
      {open === 'edit' && <EditApplicationPanel application={application} onClose={close} />}
      {open === 'offer' && <OfferPanel application={application} onClose={close} />}
      {open === 'renew' && <TakeUpPanel onClose={close} />}
      {open === 'delete' && <DeleteApplicationDecision application={application} onDeleted={onGone} onClose={close} />}
    </>
  );
}

/** Disabling is taken back as quickly as it is done: nothing is lost by it but the tokens given until then, and SDKs ask for others. */
function EnableButton({ application }: { application: Application }) {
  const { change, error, busy } = useApplicationChange(application);
  const { enabled } = application;
  const name = visibleText(application.name);
  const may = useMay({ operation: 'ApplicationPatch' });
  const enable = useAction('application.enable', {
    run: () => change({ enabled: true }, { done: `${name} is let in again, with new tokens.`, back: { enabled: false } }),
    may,
    offered: !enabled,
  });
  const disable = useAction('application.disable', {
    run: () => change({ enabled: false }, { done: `${name} is refused from its next request on.`, back: { enabled: true } }),
    may,
    offered: enabled,
  });
  return (
    <>
      {enabled ? (
        <ActionButton {...disable} color="error" busy={busy}>
          Disable
        </ActionButton>
      ) : (
        <ActionButton {...enable} busy={busy}>
          Enable
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
