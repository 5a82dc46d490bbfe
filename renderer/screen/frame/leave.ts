import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { instanceLock, instanceSeal, sessionDelete } from '../../api/mutation.ts';
import { errorText } from '../../api/error-text.ts';
import { useToast } from '../../component/toast.tsx';
import { useSwitchPerson } from '../sign-in/switch-person.ts';

/** The three ways to leave: signing out keeps the engine, locking ends it unless applications are still served, sealing ends everything that holds a key. */
export function useLeave() {
  const client = useClient();
  const say = useToast();
  const tellWhoLeaves = useSwitchPerson();
  const onError = (error: unknown) => {
    const text = errorText(error);
    if (text) say({ kind: 'danger', text: `${text.title} ${text.whatToDo}` });
  };
  const { mutate: lock } = useMutation({ ...instanceLock(client), onError });
  const { mutate: signOut } = useMutation({ ...sessionDelete(client), onError });
  const { mutate: seal, isPending: sealing } = useMutation({ ...instanceSeal(client), onError });
  return {
    lock: () => lock({ reason: 'person' }),
    lockIdle: () => lock({ reason: 'idle' }),
    signOut: () => signOut(),
    /** Signs out so that another may sign in; nothing has to be unlocked for that. @param leaving sign-in name of who leaves */
    switchPerson: (leaving: string) => {
      tellWhoLeaves(leaving);
      signOut();
    },
    seal: () => seal(),
    sealing,
  };
}
