import Button from '@mui/material/Button';
import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { visibleText } from '../../component/visible-text.ts';
import { Frame } from './frame.tsx';
import type { Choice } from './choice.ts';
import { ChooseStep } from './choose-step.tsx';
import { PlanStep } from './plan-step.tsx';
import { RunStep } from './run-step.tsx';
import { useTransfer } from './use-transfer.ts';

type Check = Output<'KeyTransferCheck'>;
type Stage = { readonly at: 'choose' } | { readonly at: 'run'; readonly choice: Choice } | { readonly at: 'plan'; readonly choice: Choice };

interface TransferPanelProps {
  token: HsmToken;
  onClose: () => void;
}

/** Moves a key out of a token into a vault whose keys are in another: first what and where, then step by step. */
export function TransferPanel({ token, onClose }: TransferPanelProps) {
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const { run, start, cancel, reset } = useTransfer();
  const title = `Move a key out of ${visibleText(token.label)}`;
  const begin = (choice: Choice, { hash, exchange }: Check) => {
    setStage({ at: 'run', choice });
    const { object, vault, name, keep } = choice;
    start({ token: token.id, object: object.object, vault, name, keep, hash, ...(exchange && { exchange }) });
  };
  const again = () => {
    reset();
    setStage({ at: 'choose' });
  };
  if (stage.at === 'choose') {
    return (
      <ChooseStep title={title} token={token} onClose={onClose} onMove={begin} onPlan={(choice) => setStage({ at: 'plan', choice })} />
    );
  }
  if (stage.at === 'plan') return <PlanStep title={title} choice={stage.choice} onBack={again} onClose={onClose} />;
  const running = run?.state === 'running';
  return (
    <Frame
      title={title}
      // What a move that was called off left behind is said here before the panel goes.
      onClose={running ? cancel : onClose}
      actions={
        running ? (
          <Button onClick={cancel}>Cancel</Button>
        ) : (
          <>
            <Button onClick={again}>Move another</Button>
            <Button variant="contained" color="primary" onClick={onClose}>
              Close
            </Button>
          </>
        )
      }
    >
      {run && <RunStep run={run} choice={stage.choice} token={token} />}
    </Frame>
  );
}
