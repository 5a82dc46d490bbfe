import { useMutation } from '@tanstack/react-query';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { hsmChange } from '../../api/hsm-mutation.ts';
import { useToast } from '../../component/toast.tsx';

/** Changes something of modules and tokens, and says so. */
export function useHsmChange<N extends Extract<CallName, `Hsm${string}`>>(name: N) {
  const say = useToast();
  const { mutate, isPending, error } = useMutation(hsmChange(useClient(), name));
  return {
    error,
    busy: isPending,
    change: (input: Input<N>, done: string, after?: (output: Output<N>) => void) =>
      mutate(input, {
        onSuccess: (output) => {
          say({ text: done });
          after?.(output);
        },
      }),
  };
}
