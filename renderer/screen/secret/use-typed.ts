import { useEffect, useRef, useState } from 'react';

/** A pause in typing after which is looked for what stands there. */
const pauseMs = 120;

/**
 * A text that is typed here and kept elsewhere, a moment later.
 * @param kept what is kept; another text than was typed here replaces it
 */
export function useTyped(kept: string, keep: (text: string) => void) {
  const [text, setText] = useState(kept);
  const [told, setTold] = useState(kept);
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  // It changed elsewhere: a saved filter was chosen, a link followed.
  if (kept !== told && kept !== text.trim()) {
    setTold(kept);
    setText(kept);
  }
  useEffect(() => {
    if (text.trim() === told) return undefined;
    const timer = setTimeout(() => {
      setTold(text.trim());
      latest.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, told]);
  const flush = (next: string) => {
    setText(next);
    setTold(next.trim());
  };
  return { text, setText, flush };
}
