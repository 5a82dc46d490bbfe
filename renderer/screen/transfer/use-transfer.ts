import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../../app/contract/operation.ts';
import { CancelledError, isVaultError } from '../../../app/contract/vault-error.ts';
import type { Client } from '../../api/client.ts';
import { useClient } from '../../api/client-context.tsx';
import { hsmKey } from '../../api/hsm-query.ts';
import { keyKey } from '../../api/key-query.ts';
import { forget } from '../../api/mutation.ts';
import { queryKey } from '../../api/query.ts';

export type TransferItem = Output<'KeyTransfer'>;

interface Run {
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly items: readonly TransferItem[];
  readonly error?: unknown;
  /** An exchange key that could not be destroyed, or was not to be. */
  readonly left?: string | undefined;
}

/** One transfer at a time: its steps as they come, and the way to call it off. What it made for itself goes with it. */
export function useTransfer() {
  const client = useClient();
  const queries = useQueryClient();
  const [run, setRun] = useState<Run>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (input: Input<'KeyTransfer'>) => {
    const control = new AbortController();
    stop.current = control;
    const items: TransferItem[] = [];
    setRun({ state: 'running', items });
    try {
      for await (const item of client.listen('KeyTransfer', input, { signal: control.signal })) {
        items.push(item);
        setRun({ state: 'running', items: [...items] });
      }
      setRun({ state: 'done', items, left: leftOf(items, input.keep) });
    } catch (error) {
      const isCancelled = control.signal.aborted || error instanceof CancelledError;
      const left = isCancelled ? await clear(client, input, madeOf(items)) : leftOf(items, input.keep);
      setRun({ state: isCancelled ? 'cancelled' : 'failed', items, left, ...(!isCancelled && { error }) });
    } finally {
      void forget(queries, keyKey.all, hsmKey.all, queryKey.vaults, queryKey.log);
    }
  };
  return {
    run,
    start: (input: Input<'KeyTransfer'>) => void start(input),
    cancel: () => stop.current?.abort(),
    reset: () => setRun(undefined),
  };
}

const madeOf = (items: readonly TransferItem[]) => items.find(({ made }) => made !== undefined)?.made;

/** What stays of the exchange key of a transfer that ended by itself. */
function leftOf(items: readonly TransferItem[], keep: boolean): string | undefined {
  const last = items.findLast(({ step }) => step === 'clear');
  return keep || last?.state === 'left' ? madeOf(items) : undefined;
}

/** Destroys the exchange key of a transfer that was called off. @returns its name where that could not be done */
async function clear(client: Client, { vault, keep }: Input<'KeyTransfer'>, name: string | undefined): Promise<string | undefined> {
  if (name === undefined || keep) return name;
  try {
    await client.call('KeyDelete', { vault, name });
    await client.call('KeyPurge', { vault, name });
    return undefined;
  } catch (error) {
    // It was called off before there was one.
    return isVaultError(error, 'KeyNotFound') ? undefined : name;
  }
}
