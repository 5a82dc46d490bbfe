import Box from '@mui/material/Box';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import type { TransferStep } from '../../../app/contract/key-exchange.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { Progress } from '../../component/progress.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Choice } from './choice.ts';
import { proofText, stepText } from './transfer-text.ts';
import type { TransferItem, useTransfer } from './use-transfer.ts';

type Run = NonNullable<ReturnType<typeof useTransfer>['run']>;

interface RunStepProps {
  run: Run;
  choice: Choice;
  token: HsmToken;
}

const lastOf = (items: readonly TransferItem[]) =>
  [...Map.groupBy(items, ({ step }) => step)].map(([step, all]) => ({
    step,
    state: all.at(-1)?.state ?? 'begun',
    proof: all.at(-1)?.proof,
  }));

/** The steps of a transfer as they go, and how it ended. */
export function RunStep({ run, choice, token }: RunStepProps) {
  const steps = lastOf(run.items);
  const current = steps.find(({ state }) => state === 'begun');
  return (
    <>
      {run.state === 'running' && <Progress label={current ? stepText[current.step].doing : 'Beginning'} />}
      <Box component="ol" aria-label="Steps" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 2 }}>
        {steps.map((it) => (
          <li key={it.step}>
            <StepLine {...it} ended={run.state !== 'running'} />
          </li>
        ))}
      </Box>
      <Outcome run={run} choice={choice} token={token} />
    </>
  );
}

interface StepLineProps extends Pick<TransferItem, 'state' | 'proof'> {
  step: TransferStep;
  ended: boolean;
}

function StepLine({ step, state, proof, ended }: StepLineProps) {
  const { doing, done } = stepText[step];
  if (proof === 'none') return <Meaning kind="warning">Nothing could show that they are the same</Meaning>;
  if (state === 'done') return <Meaning kind="ok">{done}</Meaning>;
  if (state === 'left') return <Meaning kind="notice">The exchange key lies in the recycle bin until its day</Meaning>;
  return <Meaning kind={ended ? 'warning' : 'notice'}>{ended ? `${doing}: not done` : doing}</Meaning>;
}

function Outcome({ run, choice: { vault, name }, token }: RunStepProps) {
  const key = run.items.findLast((item) => item.key)?.key;
  const proof = run.items.findLast((item) => item.proof)?.proof;
  const label = visibleText(token.label);
  return (
    <>
      {run.state === 'done' && (
        <Banner kind="ok">
          <NameLink to="/keys/$vault/$name" params={{ vault, name }}>
            {name}
          </NameLink>{' '}
          is in the vault {vault} now. {proof && proofText[proof]} {label} keeps its own: take it away there with its maker’s tool when
          everybody uses the new one.
        </Banner>
      )}
      {run.state === 'cancelled' && (
        <Banner kind="notice">
          Cancelled.{' '}
          {key ? `${name} was in the vault already, and stays there: delete it if you don’t want it.` : `Nothing is in ${vault}.`}
        </Banner>
      )}
      {run.left !== undefined && (
        <Banner kind="notice">The exchange key {run.left} is in the vault. It brings other keys in, and does nothing else.</Banner>
      )}
      <FailureBanner error={run.error} />
    </>
  );
}
