import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Selection } from '../../../app/contract/bulk.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { useNewSecret } from '../first-run/use-new-secret.ts';
import { useJobs } from '../job/job-room.tsx';
import { proofStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { clearWords, emptyExport, recipientProblem, recipientsOf, type ExportDraft } from './export-draft.ts';
import { exportJob, type Begun, type Saved } from './export-job.ts';

/** An export about to be made: what was chosen and typed, and what became of it. */
export function useExport(selection: Selection) {
  const client = useClient();
  const queries = useQueryClient();
  const { startJob } = useJobs();
  const [draft, setDraft] = useState(emptyExport);
  const [job, setJob] = useState<string>();
  const [saved, setSaved] = useState<Saved>();
  const passphrase = useNewSecret();
  const password = useSecretDraft();
  const attempt = useAttempt();

  const protection = (): Input<'ExportPrepare'>['protection'] => {
    switch (draft.protection) {
      case 'passphrase':
        return { kind: 'passphrase', passphrase: passphrase.draft.take() };
      case 'recipient':
        return { kind: 'recipient', recipients: [...recipientsOf(draft.recipients)] };
      case 'clear':
        return { kind: 'clear', confirmation: clearWords, password: password.take(), reason: draft.reason.trim() };
    }
  };
  /** Asks, and waits until the engine has begun: a wrong password is told here, and not by the job. */
  const begin = async (): Promise<Begun> => {
    const input = { selection, format: draft.format, protection: protection() };
    const stop = new AbortController();
    const rest = client.listen('ExportPrepare', input, { signal: stop.signal })[Symbol.asyncIterator]();
    try {
      const first = await rest.next();
      if (first.done === true) throw new Error('an export begins with what it will read');
      return { first: first.value, rest, stop };
    } finally {
      if (input.protection.kind === 'passphrase') input.protection.passphrase.fill(0);
      if (input.protection.kind === 'clear') input.protection.password.fill(0);
    }
  };
  const start = () =>
    attempt.run(async () => {
      setJob(startJob(exportJob({ client, queries, begun: await begin(), onSaved: setSaved })));
      passphrase.clear();
      password.clear();
    });
  return {
    draft,
    change: (part: Partial<ExportDraft>) => {
      attempt.forgive();
      setDraft((before) => ({ ...before, ...part }));
    },
    passphrase,
    password,
    attempt,
    problem: problemOf(draft, passphrase.error ?? passphrase.againError, password.length),
    start,
    job,
    saved,
  };
}

export type Export = ReturnType<typeof useExport>;

/** The first thing that stands in the way, as a sentence. */
function problemOf(draft: ExportDraft, passphraseProblem: string | undefined, passwordLength: number): string | undefined {
  switch (draft.protection) {
    case 'passphrase':
      return passphraseProblem;
    case 'recipient':
      return recipientProblem(draft.recipients);
    case 'clear':
      if (draft.words !== clearWords) return `Type “${clearWords}” first.`;
      return proofStop(draft.reason, passwordLength);
  }
}
