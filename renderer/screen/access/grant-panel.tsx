import Button from '@mui/material/Button';
import { useId, type SyntheticEvent } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { GrantFields } from './grant-field.tsx';
import { useGrant, type GrantStart } from './use-grant.ts';

interface GrantPanelProps extends GrantStart {
  onClose: () => void;
}

/** Gives somebody a role somewhere, from now or later, for good or until a day. */
export function GrantPanel({ onClose, ...start }: GrantPanelProps) {
  const { who } = start;
  const formId = useId();
  const form = useGrant(start, onClose);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    form.grant();
  };
  return (
    <SidePanel
      title={who ? `Give ${visibleText(who.name)} a role` : 'Add access'}
      open
      dirty={form.dirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={form.busy} unavailable={form.stop}>
            Grant
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate autoComplete="off" onSubmit={submit} style={{ display: 'contents' }}>
        <GrantFields form={form} settled={who !== undefined} />
      </form>
    </SidePanel>
  );
}
