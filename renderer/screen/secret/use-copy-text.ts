import { useCallback } from 'react';
import { useToast } from '../../component/toast.tsx';
import { notServed } from '../endpoint/state-text.ts';
import { noName, useEndpoint } from '../endpoint/use-endpoint.ts';

/** Copies an address or code, and says so; where nothing answers at it now, that too. */
export function useCopyText(): (what: string, text: string | undefined) => void {
  const say = useToast();
  const state = useEndpoint()?.state;
  return useCallback(
    (what, text) => {
      if (text === undefined) return say({ kind: 'danger', text: `Nothing was copied. ${noName}` });
      const without = notServed(state);
      const copied = {
        text: `${what} copied.${without === '' ? '' : ` ${without}`}`,
        ...(without === '' ? {} : { kind: 'notice' as const }),
      };
      return void navigator.clipboard.writeText(text).then(
        () => say(copied),
        () => say({ kind: 'danger', text: 'Nothing was copied: the clipboard refused. Bring this window to the front, then try again.' }),
      );
    },
    [say, state],
  );
}
