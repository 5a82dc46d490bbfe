import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Application, CredentialKind } from '../../../app/contract/application.ts';
import { createCredential } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { useShownOnce } from '../../component/use-shown-once.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { certificateProblem, firstDraft, toCredential, untilProblem, type CredentialDraft } from './credential-draft.ts';
import { CredentialFields } from './credential-field.tsx';
import { CredentialShown, type MadeCredential } from './credential-shown.tsx';

const forget = ({ secret }: MadeCredential) => void secret?.fill(0);

interface CredentialPanelProps {
  application: Application;
  /** Where one is on the way, when it is part of one. */
  way?: ReactNode;
  /** The button that leaves this out; without it, one that cancels. */
  onSkip?: () => void;
  /** Once there is one and, where it is secret, it is kept. */
  onDone: (kind: CredentialKind) => void;
  onClose: () => void;
}

/** Adds something that an application signs in with, and shows what is secret of it this once. */
export function CredentialPanel({ application, way, onSkip, onDone, onClose }: CredentialPanelProps) {
  const { draft, change, dirty, problems, add, attempt, shown, now } = useCredentialForm(application);
  if (shown)
    return (
      <CredentialShown made={shown} application={application} way={way} onDone={() => onDone(shown.credential.kind)} onClose={onClose} />
    );
  return (
    <FormPanel
      title={`Credential for ${visibleText(application.name)}`}
      verb="Add credential"
      busy={attempt.busy}
      dirty={dirty}
      onClose={onClose}
      onSubmit={add}
      {...(onSkip && { others: () => <Button onClick={onSkip}>Skip for now</Button> })}
    >
      {way}
      <CredentialFields draft={draft} change={change} problems={problems} now={now} />
      <FailureBanner error={attempt.error} />
    </FormPanel>
  );
}

/** What is typed, what is wrong with it once it was tried, and what came of it. */
function useCredentialForm(application: Application) {
  const client = useClient();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [now] = useState(() => Date.now());
  const [draft, setDraft] = useState<CredentialDraft>(firstDraft);
  const [tried, setTried] = useState(false);
  const { shown, show } = useShownOnce(forget);
  const found = problemsIn(application, draft, now);
  const add = () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    void attempt.run(async () => show(await createCredential(client, queries, toCredential(application.id, draft, Date.now()))));
  };
  return {
    draft,
    change: (part: Partial<CredentialDraft>) => setDraft((before) => ({ ...before, ...part })),
    dirty: draft.label !== '' || draft.certificate !== '',
    problems: tried ? found : {},
    add,
    attempt,
    shown,
    now,
  };
}

function problemsIn(application: Application, draft: CredentialDraft, now: number): Readonly<Record<string, string>> {
  const { label } = checkInput('CredentialCreate', toCredential(application.id, draft, now));
  const certificate = draft.kind === 'certificate' ? certificateProblem(draft) : undefined;
  const until = draft.kind === 'certificate' ? undefined : untilProblem(draft, now);
  const all = Object.entries({ label, certificate, until });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
