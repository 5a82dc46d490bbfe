import { useMutation } from '@tanstack/react-query';
import type { Application } from '../../../app/contract/application.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { applicationPatch } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { useToast } from '../../component/toast.tsx';

/** What is changed of an application, without saying of which and since when. */
export type ApplicationChange = Omit<Input<'ApplicationPatch'>, 'id' | 'revision'>;

interface Said {
  /** What one just did, in the past. */
  readonly done: string;
  /** What takes it back. */
  readonly back: ApplicationChange;
  readonly after?: () => void;
}

/** Changes an application as it was seen, says so, and offers to take it back. */
export function useApplicationChange(application: Application) {
  const say = useToast();
  const { mutate, error, variables, isPending } = useMutation(applicationPatch(useClient()));
  const change = (what: ApplicationChange, { done, back, after }: Said) =>
    mutate(
      { id: application.id, revision: application.revision, ...what },
      {
        onSuccess: (changed) => {
          say({ text: done, undo: () => mutate({ id: application.id, revision: changed.revision, ...back }) });
          after?.();
        },
      },
    );
  return { change, error, /** The name that was sent last. */ sent: variables?.name, busy: isPending };
}
