import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Input } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceCreate } from '../../api/mutation.ts';
import { queryKey } from '../../api/query.ts';
import { usePreparedShares } from './use-share.ts';
import type { SheetFact } from './share-sheet.tsx';
import { useSetup, type Setup } from './use-setup.ts';

export type Step = 0 | 1 | 2 | 3;

/** What the engine is asked to make; its byte arrays are copies that the mutation zeroes. */
function planOf({ detail, choice, password, passphrase, shareCheck }: Setup): Input<'InstanceCreate'> {
  return {
    organisation: detail.organisation.trim(),
    subscription: detail.subscription.trim(),
    resourceGroup: detail.resourceGroup.trim(),
    person: { name: detail.name.trim(), displayName: detail.displayName.trim(), password: password.draft.take() },
    passphrase: passphrase.draft.take(),
    keychain: choice.keychain,
    ...(choice.split ? { shareCheck: shareCheck.take() } : {}),
  };
}

/** One piece of work at a time, with the failure of the last. */
function useWork() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await work().then(
      () => setBusy(false),
      (failure: unknown) => {
        setError(failure);
        setBusy(false);
      },
    );
  }, []);
  return { busy, error, run, forgive: useCallback(() => setError(undefined), []) };
}

/** The wizard's course: which step, what is prepared, and what the engine was asked. Nothing is written before `create`. */
export function useFirstRun() {
  const client = useClient();
  const queries = useQueryClient();
  const setup = useSetup();
  const prepared = usePreparedShares(client);
  // Without what follows its success: the house is looked at anew only when the person leaves this page.
  const { mutateAsync: make } = useMutation({ ...instanceCreate(client), onSuccess: () => undefined });
  const work = useWork();
  const [step, setStep] = useState<Step>(0);
  const [fact, setFact] = useState<SheetFact>();
  const { choice, detail } = setup;

  const go = (next: Step) => {
    work.forgive();
    setStep(next);
  };

  const prepare = () =>
    work.run(async () => {
      await prepared.prepare(choice.split);
      setFact(choice.split && { organisation: detail.organisation.trim(), split: choice.split, preparedOn: Date.now() });
      setStep(2);
    });

  const create = () =>
    work.run(async () => {
      await make(planOf(setup));
      prepared.forget();
      for (const typed of [setup.password, setup.passphrase, setup.shareCheck]) typed.clear();
      setStep(3);
    });

  /** The state of the house is asked for only now, so that this page can say its last word. */
  const leave = () => work.run(() => queries.invalidateQueries({ queryKey: queryKey.instance }));

  return { setup, step, go, fact, shares: prepared.shares, busy: work.busy, error: work.error, prepare, create, leave };
}
