import { useCallback } from 'react';
import { useAccess } from '../api/access-context.ts';
import { errorText } from '../api/error-text.ts';
import { useToast } from './toast.tsx';

/** Says why what one just did was not done, and of what is refused shows the way to ask for it; nothing of what was given up. */
export function useFailureToast(): (error: unknown) => void {
  const say = useToast();
  const access = useAccess();
  return useCallback(
    (error) => {
      const refused = access?.refusedBy(error);
      if (refused) return access?.explain(refused);
      const text = errorText(error);
      if (text) say({ kind: 'danger', text: `${text.title} ${text.whatToDo}` });
    },
    [say, access],
  );
}
