import type { ReactNode } from 'react';
import type { Application, CredentialKind } from '../../../app/contract/application.ts';
import { visibleText } from '../../component/visible-text.ts';
import { ConnectPanel } from '../endpoint/connect-panel.tsx';

interface ConnectStepProps {
  application: Application;
  way: ReactNode;
  /** What it was given a role on just now, where that is known. */
  vault: string | undefined;
  secret: string | undefined;
  /** By what it signs in. */
  kind: CredentialKind | undefined;
  onClose: () => void;
}

/** What an application is told so that it finds the house and itself. */
export const ConnectStep = ({ application, way, kind, ...rest }: ConnectStepProps) => (
  <ConnectPanel {...rest} way={kind} application={application} title={`Connect ${visibleText(application.name)}`} above={way} end="Done" />
);
