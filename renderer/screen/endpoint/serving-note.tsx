import { useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { useLeave } from '../frame/leave.ts';
import { SealDecision } from '../frame/seal-decision.tsx';

/** Before anyone is in: that applications are being served nonetheless, and the way to end it. */
export function ServingNote({ serving }: { serving: Output<'InstanceGet'>['serving'] }) {
  const { seal, sealing } = useLeave();
  const [deciding, setDeciding] = useState(false);
  if (serving.state !== 'on') return null;
  return (
    <Banner
      kind="notice"
      action={
        <ActionButton color="error" onClick={() => setDeciding(true)}>
          Seal…
        </ActionButton>
      }
    >
      Applications are being served.
      <SealDecision open={deciding} busy={sealing} onSeal={seal} onClose={() => setDeciding(false)} />
    </Banner>
  );
}
