import { useState } from 'react';
import type { CopyRow } from '../../../app/contract/key-copy.ts';
import type { Input, Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { useWork } from '../job/use-work.ts';

export type Asked = Input<'KeyCopyPlan'>;

/** A whole plan: its rows, and what a run of it is asked by. */
export interface Planned {
  readonly asked: Asked;
  readonly job: string;
  readonly token: Output<'KeyCopyPlan'>['token'];
  readonly rows: readonly CopyRow[];
}

type CopyStep =
  | { readonly step: 'ask'; readonly before?: Asked }
  | { readonly step: 'rows'; readonly plan: Planned }
  | { readonly step: 'run'; readonly asked: Asked; readonly job: string; readonly undoes: boolean };

/** One way from what is asked, over the comparison, to the run. */
export function useCopy() {
  const client = useClient();
  const [state, setState] = useState<CopyStep>({ step: 'ask' });
  const { working, error, work, cancel } = useWork();
  const compare = (asked: Asked) =>
    work('Comparing the keys', async (signal, tell) => {
      const rows: CopyRow[] = [];
      let last: Output<'KeyCopyPlan'> | undefined;
      for await (const item of client.listen('KeyCopyPlan', asked, { signal })) {
        last = item;
        rows.push(...item.rows);
        tell(item.done, item.total);
      }
      if (signal.aborted || !last) return;
      setState({ step: 'rows', plan: { asked, job: last.job, token: last.token, rows } });
    });
  return {
    state,
    working,
    error,
    cancel,
    compare: (asked: Asked) => void compare(asked),
    /** To what was asked, as it was asked. */
    back: ({ asked }: Planned) => setState({ step: 'ask', before: asked }),
    run: ({ asked }: Planned, job: string) => setState({ step: 'run', asked, job, undoes: false }),
    undo: ({ asked }: Planned, job: string) => setState({ step: 'run', asked, job, undoes: true }),
  };
}
