import { useState } from 'react';
import { FactorStep } from './factor-step.tsx';
import type { Person } from './person-choice.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { FactorAsked } from './use-sign-in.ts';

/** Signing in as a part of another page: the password, then the second factor. */
export function SignInHere({ people }: { people: readonly Person[] }) {
  const [proving, setProving] = useState<FactorAsked>();
  const [person, setPerson] = useState<string>();
  const again = () => setProving(undefined);
  if (proving) return <FactorStep asked={proving} onExpired={again} onBack={again} />;
  return (
    <SignInForm
      people={people}
      proposed={person}
      begin="nowhere"
      onFactor={(asked, name) => {
        setPerson(name);
        setProving(asked);
      }}
    />
  );
}
