import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Page } from '../../component/page.tsx';
import { ProgressLine } from '../first-run/progress-line.tsx';
import { useJobs } from '../job/job-room.tsx';
import { JobStep } from '../job/job-step.tsx';
import { WorkBar } from '../job/work-bar.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { FileStep } from './file-step.tsx';
import { importJob } from './import-job.ts';
import { MapStep } from './map-step.tsx';
import { RowStep } from './row-step.tsx';
import { type ImportState, type Opened, useImport } from './use-import.ts';

const steps = ['File', 'Names', 'Preview', 'Import'];
const stepAt = { file: 0, map: 1, rows: 2, run: 3 } as const;

/** Brings secrets in from a file: nothing is written before every row was seen. */
export function ImportScreen() {
  const { vault } = useTarget();
  const client = useClient();
  const queries = useQueryClient();
  const { startJob } = useJobs();
  const flow = useImport();
  const { state, working, error } = flow;
  const begin = (opened: Opened, count: number) => flow.handOver(startJob(importJob({ client, queries, opened, count })));
  const bar = working ? <WorkBar progress={working} onCancel={flow.cancel} /> : null;
  if (state.step === 'rows') {
    const { opened, asked, tried } = state;
    return (
      <RowStep
        opened={opened}
        tried={tried}
        working={bar}
        error={error}
        onTry={() => flow.tryOut(opened, asked)}
        onImport={(count) => begin(opened, count)}
        onBack={() => flow.back(opened, asked)}
      />
    );
  }
  return (
    // Each step is a page of its own, whose title takes the focus.
    <Page key={state.step} title="Import secrets" count={vault && `into ${vault}`}>
      <Box sx={{ maxWidth: 800, pt: 3, display: 'flex', flexDirection: 'column', gap: 4 }}>
        <ProgressLine steps={steps} current={stepAt[state.step]} />
        {bar}
        {/* Hidden, not unmounted: what was chosen is still there when the work is cancelled. */}
        <Box sx={{ display: bar ? 'none' : 'block' }}>
          <StepBody state={state} flow={flow} vault={vault} />
        </Box>
      </Box>
    </Page>
  );
}

interface StepBodyProps {
  state: Exclude<ImportState, { readonly step: 'rows' }>;
  flow: ReturnType<typeof useImport>;
  vault: string | undefined;
}

function StepBody({ state, flow, vault }: StepBodyProps) {
  const navigate = useNavigate();
  switch (state.step) {
    case 'file':
      return (
        <FileStep
          vault={vault}
          error={flow.error}
          onVault={(to) => void navigate({ to: '/import', search: { vault: to }, replace: true })}
          onFile={(file) => vault !== undefined && flow.open(file, vault)}
        />
      );
    case 'map': {
      const { opened, asked } = state;
      return (
        <MapStep
          key={opened.import}
          opened={opened}
          asked={asked}
          error={flow.error}
          onFormat={(format) => flow.open(opened.file, opened.vault, format)}
          onPlan={(input) => flow.plan(opened, input)}
          onBack={flow.restart}
        />
      );
    }
    case 'run':
      return (
        <JobStep id={state.job}>
          <LinkButton main to="/secrets" search={vault === undefined ? {} : { vault: [vault] }}>
            Show the secrets
          </LinkButton>
          <Button onClick={flow.restart}>Import another file</Button>
        </JobStep>
      );
  }
}

/** Where the import goes: the vault that the way here named, or the only one there is. */
function useTarget() {
  const { vault } = useSearch({ from: '/import' });
  const { vaults } = useVaultList();
  const [only] = vaults?.length === 1 ? vaults : [];
  return { vault: vault ?? only?.name };
}
