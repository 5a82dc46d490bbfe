import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ServingNote } from '../endpoint/serving-note.tsx';
import { CalmPage } from '../unlock/calm-page.tsx';
import { FactorStep } from './factor-step.tsx';
import { InvitationStep } from './invitation-step.tsx';
import type { Person } from './person-choice.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { FactorAsked } from './use-sign-in.ts';

type Step =
  | { readonly at: 'password'; readonly proposed?: string; readonly note?: string }
  | { readonly at: 'factor'; readonly asked: FactorAsked; readonly person: string }
  | { readonly at: 'invitation' };

const leads: Record<Step['at'], string> = {
  password: 'The house is open. Say who you are; the log records it.',
  factor: 'The password is right. Now prove by something else that it is you.',
  invitation: 'Enter the one-time code that you were given, and choose a password of your own.',
};

interface SignInScreenProps {
  /** Whether a session ended here that nobody left. */
  ended?: boolean;
  /** Sign-in name of who left so that another may sign in. */
  left?: string | undefined;
}

const endedNote =
  'Your session has ended: your account was disabled, its password or second factor was changed, or an administrator ended it. If you can’t sign in, ask an administrator.';

/** The house is open, and asks who is there. */
export function SignInScreen({ ended = false, left }: SignInScreenProps) {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const [step, setStep] = useState<Step>({ at: 'password' });
  const organisation = instance.data?.organisation;
  const titles: Record<Step['at'], string> = {
    password: organisation === undefined ? 'Sign in' : `Sign in to ${organisation}`,
    factor: 'Second factor',
    invitation: 'You are invited',
  };
  return (
    <CalmPage title={titles[step.at]} lead={leads[step.at]} width={step.at === 'invitation' ? 560 : 440}>
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <ServingNote serving={instance.data.serving} />}
      {instance.data && (
        <Way step={step} onStep={setStep} people={instance.data.people ?? []} left={left} note={ended ? endedNote : undefined} />
      )}
    </CalmPage>
  );
}

interface WayProps {
  step: Step;
  onStep: (step: Step) => void;
  people: readonly Person[];
  left: string | undefined;
  /** What there is to say before the first attempt. */
  note: string | undefined;
}

function Way({ step, onStep, people, left, note }: WayProps): ReactNode {
  const toFactor = (asked: FactorAsked, person: string) => onStep({ at: 'factor', asked, person });
  const again = (person: string, note: string) => onStep({ at: 'password', proposed: person, note });
  switch (step.at) {
    case 'password': {
      const said = step.note ?? note;
      const other = left === undefined ? undefined : people.find(({ name }) => name !== left)?.name;
      return (
        <>
          {said !== undefined && <Banner kind="notice">{said}</Banner>}
          <SignInForm
            people={people}
            proposed={step.proposed ?? other}
            begin={left === undefined || step.proposed !== undefined ? 'password' : 'person'}
            onFactor={toFactor}
            onInvitation={() => onStep({ at: 'invitation' })}
          />
        </>
      );
    }
    case 'factor':
      return (
        <FactorStep
          asked={step.asked}
          onExpired={() => again(step.person, 'The second step came too late, or was tried already. Enter your password again.')}
          onBack={() => onStep({ at: 'password', proposed: step.person })}
        />
      );
    case 'invitation':
      return (
        <InvitationStep
          onFactor={toFactor}
          onAccepted={(person) => again(person, 'Your password is set. Sign in with it now.')}
          onBack={() => onStep({ at: 'password' })}
        />
      );
  }
}
