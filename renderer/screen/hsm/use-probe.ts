import { useMutation, useMutationState } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { probeKey, type Probe, tokenProbe } from '../../api/hsm-mutation.ts';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';

const isProbe = (it: unknown): it is Probe => typeof it === 'object' && it !== null && 'token' in it && 'stop' in it;

/** Tries of what tokens can do. One goes on when its page is left, and is found again by who comes back. */
export function useProbe() {
  const say = useToast();
  const fail = useFailureToast();
  const { mutateAsync } = useMutation(tokenProbe(useClient()));
  const running = useMutationState({
    filters: { mutationKey: probeKey, status: 'pending' },
    select: ({ state }) => state.variables,
  }).filter(isProbe);
  return {
    runningFor: (token: string) => running.find((it) => it.token === token),
    start: (token: string) =>
      void mutateAsync({ token, stop: new AbortController() }).then(
        ({ label }) => say({ text: `It is known now what ${label} can do.` }),
        fail,
      ),
  };
}
