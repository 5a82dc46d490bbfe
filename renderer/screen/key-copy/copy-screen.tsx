import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Page } from '../../component/page.tsx';
import { Section } from '../../component/section.tsx';
import { useJobs } from '../job/job-room.tsx';
import { JobStep } from '../job/job-step.tsx';
import { WorkBar } from '../job/work-bar.tsx';
import { AddressChange } from './address-change.tsx';
import { AskStep } from './ask-step.tsx';
import type { CopyChoice } from './copy-choice.ts';
import { copyRun } from './copy-run.ts';
import { RowStep } from './row-step.tsx';
import { type Asked, type Planned, useCopy } from './use-copy.ts';

const title = 'Make keys anew';

/** Makes the keys of one vault anew in another, or tells how the two differ: nothing is made before every key was seen. */
export function CopyScreen() {
  const place = useSearch({ from: '/key-copy' });
  const navigate = useNavigate();
  const client = useClient();
  const queries = useQueryClient();
  const { startJob } = useJobs();
  const flow = useCopy();
  const { state, working, error } = flow;
  const begin = (plan: Planned, choice: CopyChoice, count: number) =>
    flow.run(plan, startJob(copyRun({ client, queries, plan, choice, count, start: (undo) => flow.undo(plan, startJob(undo)) })));
  if (state.step === 'rows') {
    const { plan } = state;
    return <RowStep plan={plan} onBack={() => flow.back(plan)} onRun={(choice, count) => begin(plan, choice, count)} />;
  }
  return (
    // Each step is a page of its own, whose title takes the focus.
    <Page key={state.step} title={title} count="in another vault">
      <Box sx={{ maxWidth: 800, pt: 3, display: 'flex', flexDirection: 'column', gap: 4 }}>
        {working && <WorkBar progress={working} onCancel={flow.cancel} />}
        {/* Hidden, not unmounted: what was chosen is still there when the work is cancelled. */}
        <Box sx={{ display: working ? 'none' : 'block' }}>
          {state.step === 'ask' ? (
            <AskStep
              place={place}
              before={state.before}
              onPlace={(search) => void navigate({ to: '/key-copy', search, replace: true })}
              error={error}
              onCompare={flow.compare}
            />
          ) : (
            <>
              <RunStep {...state} onAgain={() => flow.compare(state.asked)} />
              <FailureBanner error={error} />
            </>
          )}
        </Box>
      </Box>
    </Page>
  );
}

interface RunStepProps {
  asked: Asked;
  job: string;
  undoes: boolean;
  onAgain: () => void;
}

/** The last step: progress, then what was made or taken back and what was refused, and what an application changes. */
function RunStep({ asked, job, undoes, onAgain }: RunStepProps) {
  const { source, target } = asked;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <JobStep id={job}>
        <LinkButton main to="/keys" search={{ vault: target }}>
          Show the keys
        </LinkButton>
        <Button onClick={onAgain}>Compare again</Button>
      </JobStep>
      {!undoes && (
        <Section title="What changes for applications">
          <AddressChange source={source} target={target} />
        </Section>
      )}
    </Box>
  );
}
