import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { FactorKind } from '../../../app/contract/person.ts';
import type { Session } from '../../../app/contract/session.ts';
import { passkeyPlace } from '../../api/passkey.ts';
import { ChoiceField } from '../../component/choice-field.tsx';
import { useLeave } from '../frame/leave.ts';
import { CalmPage } from '../unlock/calm-page.tsx';
import { FactorForm } from './factor-form.tsx';

interface FactorDueProps {
  session: Session;
  /** Whether the person was at something when it became due. */
  interrupts: boolean;
  onDone: () => void;
}

type Step = { readonly at: 'choose' } | { readonly at: 'set-up'; readonly kind: FactorKind } | { readonly at: 'reserve' };

const titles: Record<FactorKind, string> = {
  totp: 'Your authenticator app',
  passkey: 'Your passkey or security key',
  'recovery-code': 'Recovery codes for an emergency',
};

function headOf(step: Step, person: string, interrupts: boolean): { title: string; lead: string } {
  switch (step.at) {
    case 'choose':
      return {
        title: 'Set up a second factor',
        lead: `Signing in as ${person} needs one from now on, beside the password. It takes a minute.${interrupts ? ' What you were doing waits, and opens again afterwards.' : ''}`,
      };
    case 'set-up':
      return { title: titles[step.kind], lead: 'Nothing changes before it was proved.' };
    case 'reserve':
      return {
        title: titles['recovery-code'],
        lead: 'Your second factor is in force. Recovery codes help on the day it is lost; they can also be made later, under your account.',
      };
  }
}

/** Before anything else: an administrator wants a second factor, and there is none yet. */
export function FactorDueScreen({ session, interrupts, onDone }: FactorDueProps) {
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  // What was refused while the factor was due is to be asked again.
  const enter = () => {
    void queries.invalidateQueries();
    onDone();
  };
  const withdrawn = step.at === 'choose' && !session.factorDue;
  useEffect(() => {
    if (withdrawn) onDone();
  }, [withdrawn, onDone]);
  const person = session.person.displayName;
  return (
    <CalmPage {...headOf(step, person, interrupts)} focusKey={step.at} takesFocus={interrupts} width={520}>
      {step.at === 'choose' && <KindChoice onKind={(kind) => setStep({ at: 'set-up', kind })} />}
      {step.at === 'set-up' && (
        <SetUp
          key="set-up"
          kind={step.kind}
          person={person}
          onDone={() => setStep({ at: 'reserve' })}
          back={<Button onClick={() => setStep({ at: 'choose' })}>Back</Button>}
        />
      )}
      {step.at === 'reserve' && (
        <SetUp key="reserve" kind="recovery-code" person={person} onDone={enter} back={<Button onClick={enter}>Not now</Button>} />
      )}
    </CalmPage>
  );
}

function KindChoice({ onKind }: { onKind: (kind: FactorKind) => void }) {
  const { signOut } = useLeave();
  const [kind, setKind] = useState<'totp' | 'passkey'>('totp');
  return (
    <>
      <ChoiceField
        label="What will you use"
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'totp', label: 'Authenticator app', hint: 'An app on your phone shows a new code every 30 seconds.' },
          {
            value: 'passkey',
            label: 'Passkey or security key',
            hint: 'This device, a phone, or a key that you touch. Nobody can trick it out of you.',
            refused: passkeyPlace(),
          },
        ]}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Button variant="contained" color="primary" onClick={() => onKind(kind)}>
          Continue
        </Button>
        <Box sx={{ flex: 1 }} />
        <Button variant="text" color="primary" onClick={signOut}>
          Sign out
        </Button>
      </Box>
    </>
  );
}

interface SetUpProps {
  kind: FactorKind;
  person: string;
  onDone: () => void;
  back: ReactNode;
}

function SetUp({ kind, person, onDone, back }: SetUpProps) {
  return (
    <FactorForm kind={kind} person={person} onDone={onDone}>
      {({ form, button }) => (
        <>
          {form}
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2, borderTop: 1, borderColor: 'line.main', pt: 4 }}>
            {back}
            {button}
          </Box>
        </>
      )}
    </FactorForm>
  );
}
