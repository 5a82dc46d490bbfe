import { useCallback } from 'react';
import { errorText } from '../api/error-text.ts';
import { useToast } from './toast.tsx';

/** Says why what one just did was not done; nothing of what was given up. */
export function useFailureToast(): (error: unknown) => void {
  const say = useToast();
  return useCallback(
    (error) => {
      const text = errorText(error);
      if (text) say({ kind: 'danger', text: `${text.title} ${text.whatToDo}` });
    },
    [say],
  );
}
