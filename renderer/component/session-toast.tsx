import { useCallback, useContext, useEffect, useRef, type ReactNode } from 'react';
import { ToastClearContext, ToastContext, useToast, type Say } from './toast.tsx';

/** What is said in here is gone when it leaves the page, and what comes later than that is not said: it belongs to one session. */
export function SessionToast({ children }: { children: ReactNode }) {
  const say = useToast();
  const clear = useContext(ToastClearContext);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      clear();
    };
  }, [clear]);
  const sayHere = useCallback<Say>(
    (toast) => {
      if (here.current) say(toast);
    },
    [say],
  );
  return <ToastContext value={sayHere}>{children}</ToastContext>;
}
