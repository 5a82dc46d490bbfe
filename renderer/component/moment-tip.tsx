import Tooltip from '@mui/material/Tooltip';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { exactText } from './moment-text.ts';

/** So long the pointer rests on a time before it is said exactly, and so long it may be away before that goes. */
const restMs = 400;
const leaveMs = 100;

const timeAt = (target: EventTarget | null): HTMLTimeElement | undefined => {
  const found = target instanceof Element ? target.closest('time') : null;
  return found && found.dateTime !== '' ? found : undefined;
};

/** The one tooltip of a list: it says the time exactly that the pointer rests on, and is made only then. */
export function MomentTip({ within }: { within: RefObject<HTMLElement | null> }) {
  const [shown, setShown] = useState<HTMLTimeElement>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const node = within.current;
    if (!node) return undefined;
    const after = (time: HTMLTimeElement | undefined) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown(time), time ? restMs : leaveMs);
    };
    const over = ({ target }: Event) => after(timeAt(target));
    const leave = () => after(undefined);
    const hide = () => {
      clearTimeout(timer.current);
      setShown(undefined);
    };
    node.addEventListener('pointerover', over);
    node.addEventListener('pointerleave', leave);
    node.addEventListener('scroll', hide, { passive: true });
    return () => {
      clearTimeout(timer.current);
      node.removeEventListener('pointerover', over);
      node.removeEventListener('pointerleave', leave);
      node.removeEventListener('scroll', hide);
    };
  }, [within]);
  if (!shown) return null;
  return (
    <Tooltip
      open
      title={exactText(Date.parse(shown.dateTime))}
      onClose={() => setShown(undefined)}
      slotProps={{ popper: { anchorEl: shown, onPointerEnter: () => clearTimeout(timer.current) } }}
    >
      <span />
    </Tooltip>
  );
}
