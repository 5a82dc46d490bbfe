import { useCallback, useRef, useState } from 'react';
import { useEnd } from './waiting.ts';

/**
 * Something secret that is asked for and then shown. What comes when nobody is there to see it any more is forgotten at once.
 * @param forget zeroes what is secret in it; must stay the same function
 */
export function useShownOnce<Secret>(forget: (drawn: Secret) => void) {
  const [shown, setShown] = useState<Secret>();
  const gone = useRef(false);
  useEnd(
    useCallback(() => {
      gone.current = true;
    }, []),
  );
  const show = useCallback(
    (drawn: Secret) => {
      if (gone.current) forget(drawn);
      else setShown(drawn);
    },
    [forget],
  );
  return { shown, show };
}
