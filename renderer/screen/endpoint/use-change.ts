import { useMutation } from '@tanstack/react-query';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { endpointPut } from '../../api/endpoint-mutation.ts';
import { useToast } from '../../component/toast.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';

/** What is changed with one press, and can be taken back with one. */
type EndpointChange = Pick<Input<'EndpointPut'>, 'on' | 'servesLocked' | 'limit'>;

/** Whether the person may decide how the house is reached. */
export const useEndpointRight = () => useUnavailable(useMay({ operation: 'EndpointPut' }));

/** Changes something at once, says so, and offers the way back. */
export function useChange() {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(endpointPut(useClient()));
  const put = (endpoint: Endpoint, change: EndpointChange, words: { done: string; back?: EndpointChange }) =>
    mutate(
      { ...change, revision: endpoint.revision },
      {
        onSuccess: (changed) => {
          const { done, back } = words;
          // What was asked for may have met with an obstacle: the page says which.
          if (changed.state === 'failed') return;
          say({ text: done, ...(back === undefined ? {} : { undo: () => put(changed, back, { done: 'It is as it was before.' }) }) });
        },
      },
    );
  return { put, error, busy: isPending };
}
