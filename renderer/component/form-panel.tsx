import Button from '@mui/material/Button';
import { useId, type ComponentProps, type ReactNode, type SyntheticEvent } from 'react';
import { ActionButton } from './action-button.tsx';
import { SidePanel } from './side-panel.tsx';
import type { Unavailability } from './unavailable.ts';

interface FormPanelProps extends Omit<ComponentProps<typeof SidePanel>, 'open' | 'actions'>, Partial<Unavailability> {
  /** What the button says that sends it. */
  verb: string;
  busy: boolean;
  /** Buttons before the one that sends it, where they are not Cancel alone. */
  others?: (leave: () => void) => ReactNode;
  onSubmit: () => void;
}

const cancel = (leave: () => void) => <Button onClick={leave}>Cancel</Button>;

/** A panel whose whole content is one form, with the buttons that leave it and send it. */
export function FormPanel({ verb, busy, unavailable, onRefused, others = cancel, onSubmit, children, ...panel }: FormPanelProps) {
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
          {others(leave)}
          <ActionButton type="submit" form={formId} variant="contained" color="primary" {...{ busy, unavailable, onRefused }}>
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
