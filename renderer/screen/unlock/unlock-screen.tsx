import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Departure } from '../../../app/contract/bridge.ts';
import type { Slot } from '../../../app/contract/instance.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceUnlock } from '../../api/mutation.ts';
import { instanceQuery } from '../../api/query.ts';
import { useShellState } from '../../api/shell-context.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { CalmPage } from './calm-page.tsx';
import { Forgotten } from './forgotten.tsx';
import { HsmForm } from './hsm-form.tsx';
import { KeychainForm } from './keychain-form.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import { ShareForm } from './share-form.tsx';
import { SlotChoice } from './slot-choice.tsx';
import type { UnlockFormProps } from './unlock-form.ts';
import { useAttempt } from './use-attempt.ts';

const why: Record<Departure, string> = {
  locked: 'It was locked. What was on screen is gone; everything saved is as it was.',
  sealed: 'It was sealed: no program on this computer holds a key, passphrase or value of it.',
  crashed: 'The engine stopped unexpectedly and was started again. Everything that was confirmed is saved.',
  stopped: 'The engine was stopped and started again.',
};

/** The slot to begin with: a passphrase, because most people have one. */
const firstSlot = (slots: readonly Slot[]): Slot | undefined => slots.find((slot) => slot.kind === 'passphrase') ?? slots[0];

/** The house is closed: the ways to open it. */
export function UnlockScreen() {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const { after } = useShellState();
  return (
    <CalmPage
      title="The house is closed"
      lead={after === undefined ? 'Open it with one of its unlock slots. Signing in comes after.' : why[after]}
    >
      {instance.isError && <FailureState error={instance.error} onRetry={() => void instance.refetch()} />}
      {instance.data && <Ways slots={instance.data.slots} retryOn={instance.data.retryOn} />}
    </CalmPage>
  );
}

function Ways({ slots, retryOn }: { slots: readonly Slot[]; retryOn: number | undefined }) {
  const client = useClient();
  const { mutateAsync } = useMutation(instanceUnlock(client));
  const attempt = useAttempt(retryOn);
  const [chosen, setChosen] = useState<string>();
  const slot = slots.find((it) => it.id === chosen) ?? firstSlot(slots);
  if (!slot)
    return <Banner kind="danger">This house has no unlock slot that this version knows. Open it with the version that made it.</Banner>;
  const choose = (id: string) => {
    attempt.forgive();
    setChosen(id);
  };
  return (
    <>
      {slots.length > 1 && <SlotChoice slots={slots} chosen={slot.id} onChoose={choose} />}
      <Way key={slot.id} slot={slot} attempt={attempt} unlock={mutateAsync} />
      {slot.kind === 'passphrase' && <Forgotten slots={slots} onShares={choose} />}
    </>
  );
}

function Way(props: UnlockFormProps) {
  switch (props.slot.kind) {
    case 'passphrase':
      return <PassphraseForm {...props} />;
    case 'shares':
      return <ShareForm {...props} />;
    case 'keychain':
      return <KeychainForm {...props} />;
    case 'hsm':
      return <HsmForm {...props} />;
  }
}
