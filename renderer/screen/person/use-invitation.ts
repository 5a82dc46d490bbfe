import { useCallback, useEffect, useRef, useState } from 'react';
import type { Invitation } from './invitation-panel.tsx';

/** An invitation that is asked for and then shown. One that comes when nobody is there to see it any more is zeroed. */
export function useInvitation() {
  const [invitation, setInvitation] = useState<Invitation>();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const show = useCallback((drawn: Invitation) => {
    if (gone.current) drawn.code.fill(0);
    else setInvitation(drawn);
  }, []);
  return { invitation, show };
}
