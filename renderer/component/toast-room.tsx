import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { CopyRoom } from './held-copy.tsx';
import { IconAction } from './icon-action.tsx';
import { MeaningIcon } from './meaning.tsx';
import { ToastPlace, ToastPlaceContext } from './toast-place.tsx';
import { ToastClearContext, ToastContext, UndoContext, type Toast } from './toast.tsx';

interface Shown extends Toast {
  readonly id: number;
}

const shownMs = 8000;
const most = 3;

/** Shows what is said in it, for a moment each, in the place for messages that came last. */
export function ToastRoom({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const next = useRef(1);
  const say = useCallback((toast: Toast) => setToasts((before) => [...before, { ...toast, id: next.current++ }].slice(-most)), []);
  const drop = useCallback((id: number) => setToasts((before) => before.filter((it) => it.id !== id)), []);
  const clear = useCallback(() => setToasts([]), []);
  const region = useMemo(() => toasts.map((toast) => <ToastCard key={toast.id} toast={toast} onGone={drop} />), [toasts, drop]);
  const latest = toasts.findLast((toast) => toast.undo);
  const undo = useMemo(
    () =>
      latest &&
      (() => {
        latest.undo?.();
        drop(latest.id);
      }),
    [latest, drop],
  );
  const { place, enter } = usePlace();
  return (
    <ToastContext value={say}>
      <CopyRoom>
        {(card) => (
          <ToastPlaceContext value={enter}>
            <ToastClearContext value={clear}>
              <UndoContext value={undo}>{children}</UndoContext>
            </ToastClearContext>
            <ToastPlace over />
            {place && createPortal([...region, card], place)}
          </ToastPlaceContext>
        )}
      </CopyRoom>
    </ToastContext>
  );
}

/** The place that came last and is still there. */
function usePlace() {
  const [places, setPlaces] = useState<readonly HTMLElement[]>([]);
  const enter = useCallback((place: HTMLElement | null) => {
    if (!place) return undefined;
    setPlaces((before) => [...before, place]);
    return () => setPlaces((before) => before.filter((it) => it !== place));
  }, []);
  return { place: places.at(-1), enter };
}

function ToastCard({ toast, onGone }: { toast: Shown; onGone: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onGone(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [held, onGone, toast.id]);
  const undo = () => {
    toast.undo?.();
    onGone(toast.id);
  };
  return (
    <Box
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        p: '4px 4px 4px 12px',
        border: 1,
        borderColor: 'line.strong',
        borderRadius: 1.5,
        bgcolor: 'background.raised',
      }}
    >
      <MeaningIcon kind={toast.kind ?? 'ok'} />
      <Box sx={{ flex: 1, py: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{toast.text}</Box>
      {toast.undo && (
        <Button variant="text" onClick={undo}>
          Undo
        </Button>
      )}
      <IconAction label="Dismiss" onClick={() => onGone(toast.id)}>
        <IconX />
      </IconAction>
    </Box>
  );
}
