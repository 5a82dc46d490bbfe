import Button from '@mui/material/Button';
import type { FactorKind } from '../../../app/contract/person.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { FactorForm } from './factor-form.tsx';

interface FactorPanelProps {
  kind: FactorKind;
  person: string;
  onClose: () => void;
}

const titles: Record<FactorKind, string> = {
  totp: 'Add an authenticator app',
  passkey: 'Add a passkey or security key',
  'recovery-code': 'Make recovery codes',
};

const said: Record<FactorKind, string> = {
  totp: 'From the next time on, signing in asks for the code of your app.',
  passkey: 'From the next time on, the passkey shows that it is you.',
  'recovery-code': 'The recovery codes are in force; those of before are not.',
};

/** One more second factor. Nothing changes before it was proved. */
export function FactorPanel({ kind, person, onClose }: FactorPanelProps) {
  const say = useToast();
  const done = () => {
    say({ text: said[kind] });
    onClose();
  };
  return (
    <FactorForm kind={kind} person={person} onDone={done}>
      {({ form, button }) => (
        <SidePanel
          title={titles[kind]}
          open
          dirty={false}
          onClose={onClose}
          actions={
            <>
              <Button onClick={onClose}>Cancel</Button>
              {button}
            </>
          }
        >
          {form}
        </SidePanel>
      )}
    </FactorForm>
  );
}
