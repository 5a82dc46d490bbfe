import { useCallback } from 'react';
import { useToast } from '../../component/toast.tsx';

/** Until there is an endpoint, whoever takes an address away is told that nothing answers at it. */
export const noEndpoint = 'The endpoint does not exist yet: applications can’t read this URI so far.';

/** Copies an address or code, and says so with what is still missing. */
export function useCopyText(): (what: string, text: string) => void {
  const say = useToast();
  return useCallback(
    (what, text) =>
      void navigator.clipboard.writeText(text).then(
        () => say({ kind: 'notice', text: `${what} copied. ${noEndpoint}` }),
        () => say({ kind: 'danger', text: 'Nothing was copied: the clipboard refused. Bring this window to the front, then try again.' }),
      ),
    [say],
  );
}
