import Button from '@mui/material/Button';
import { useId, type ComponentProps, type SyntheticEvent } from 'react';
import { ActionButton } from './action-button.tsx';
import { SidePanel } from './side-panel.tsx';

interface FormPanelProps extends Omit<ComponentProps<typeof SidePanel>, 'open' | 'actions'> {
  /** What the button says that sends it. */
  verb: string;
  busy: boolean;
  /** Why it can't be sent yet. */
  unavailable?: string | undefined;
  onSubmit: () => void;
}

/** A panel whose whole content is one form, with the buttons that leave it and send it. */
export function FormPanel({ verb, busy, unavailable, onSubmit, children, ...panel }: FormPanelProps) {
  const formId = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <SidePanel
      {...panel}
      open
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy} unavailable={unavailable}>
            {verb}
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate autoComplete="off" onSubmit={submit} style={{ display: 'contents' }}>
        {children}
      </form>
    </SidePanel>
  );
}
