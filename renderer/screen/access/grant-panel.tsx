import { FormPanel } from '../../component/form-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { GrantFields } from './grant-field.tsx';
import { useGrant, type GrantStart } from './use-grant.ts';

interface GrantPanelProps extends GrantStart {
  onClose: () => void;
}

/** Gives somebody a role somewhere, from now or later, for good or until a day. */
export function GrantPanel({ onClose, ...start }: GrantPanelProps) {
  const { who } = start;
  const form = useGrant(start, onClose);
  return (
    <FormPanel
      title={who ? `Give ${visibleText(who.name)} a role` : 'Add access'}
      verb="Grant"
      busy={form.busy}
      unavailable={form.stop}
      dirty={form.dirty}
      onClose={onClose}
      onSubmit={form.grant}
    >
      <GrantFields form={form} settled={who !== undefined} />
    </FormPanel>
  );
}
