import { useMutation } from '@tanstack/react-query';
import type { Input } from '../../../app/contract/operation.ts';
import type { Person } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { personPatch } from '../../api/person-mutation.ts';
import { useToast } from '../../component/toast.tsx';

/** What is changed of a person, without saying of whom and since when. */
export type PersonChange = Omit<Input<'PersonPatch'>, 'id' | 'revision'>;

interface Said {
  /** What one just did, in the past. */
  readonly done: string;
  /** What takes it back; absent where nothing does. */
  readonly back?: PersonChange;
  readonly after?: () => void;
}

/** Changes a person as they were seen, says so, and offers to take it back. */
export function usePersonChange(person: Person) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(personPatch(useClient()));
  const change = (what: PersonChange, { done, back, after }: Said) =>
    mutate(
      { id: person.id, revision: person.revision, ...what },
      {
        onSuccess: (changed) => {
          const undo = () => mutate({ id: person.id, revision: changed.revision, ...back });
          say({ text: done, ...(back ? { undo } : {}) });
          after?.();
        },
      },
    );
  return { change, error, busy: isPending };
}
