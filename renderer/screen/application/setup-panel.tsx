import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import type { Application, CredentialKind } from '../../../app/contract/application.ts';
import { ProgressLine } from '../first-run/progress-line.tsx';
import { vaultOf } from '../access/scope.ts';
import { AddStep } from './add-step.tsx';
import { ConnectStep } from './connect-step.tsx';
import { CredentialPanel } from './credential-panel.tsx';
import { RoleStep } from './role-step.tsx';

const steps = ['add', 'credential', 'role', 'connect'] as const;
type Step = (typeof steps)[number];

const titles: Readonly<Record<Step, string>> = { add: 'Application', credential: 'Credential', role: 'Access', connect: 'Connect' };

interface SetupPanelProps {
  /** One that stands; without it a new one is added first. */
  application?: Application;
  /** Where the way begins for one that stands. */
  begin?: 'credential' | 'connect';
  /** By what it signs in, where that is known. */
  kind?: CredentialKind | undefined;
  /** Told which application it was about, if there is one by then. */
  onClose: (application?: Application) => void;
}

/** The way from nothing to an application that reads its first secret. After the first step each can be left out, and come back to. */
export function SetupPanel({ application: standing, begin = 'credential', kind, onClose }: SetupPanelProps) {
  const [application, setApplication] = useState(standing);
  const [step, setStep] = useState<Step>(standing ? begin : 'add');
  const [skipped, setSkipped] = useState<readonly Step[]>([]);
  const [made, setMade] = useState(kind);
  const [granted, setGranted] = useState<Assignment>();
  const leave = () => onClose(application);
  const skip = (to: Step) => {
    setSkipped([...skipped, step]);
    setStep(to);
  };
  const way = standing ? undefined : (
    <ProgressLine steps={steps.map((it) => titles[it])} current={steps.indexOf(step)} skipped={skipped.map((it) => steps.indexOf(it))} />
  );
  const added = (one: Application) => {
    setApplication(one);
    setStep('credential');
  };
  const credentialed = (by: CredentialKind) => {
    setMade(by);
    setStep('role');
  };
  const given = (role: Assignment) => {
    setGranted(role);
    setStep('connect');
  };
  if (!application || step === 'add') return <AddStep way={way} onAdded={added} onClose={leave} />;
  const shared = { application, way, onClose: leave };
  if (step === 'credential') return <CredentialPanel {...shared} onSkip={() => skip('role')} onDone={credentialed} />;
  if (step === 'role') return <RoleStep {...shared} onSkip={() => skip('connect')} onGiven={given} />;
  const { vault, name: secret } = vaultOf(granted?.scope ?? '/');
  return <ConnectStep {...shared} vault={vault} secret={secret} kind={made} />;
}
