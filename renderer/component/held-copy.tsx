import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { clipboardSeconds, type ClipboardMark, type ClipboardOutcome } from '../../app/contract/clipboard.ts';
import { putOnClipboard } from '../api/clipboard.ts';
import { errorText } from '../api/error-text.ts';
import { useShell, useShellState } from '../api/shell-context.tsx';
import { Heard } from './heard.tsx';
import { Ring } from './ring.tsx';
import { useToast, type Toast } from './toast.tsx';

/** A value that lies on the clipboard, and until when. The value itself is not here. */
interface HeldCopy {
  /** Whose value it is, as text that can be shown. */
  readonly name: string;
  readonly mark: ClipboardMark;
  /** Milliseconds since 1970. */
  readonly until: number;
}

type CopyValue = (name: string, load: () => Promise<Uint8Array>) => Promise<void>;

const CopyContext = createContext<CopyValue | undefined>(undefined);

/** Copies a value without showing it: reads it, puts it on the clipboard, and has it taken off again. */
export function useCopyValue(): CopyValue {
  const copy = useContext(CopyContext);
  if (!copy) throw new Error('useCopyValue outside CopyRoom');
  return copy;
}

const outcomes = {
  emptied: { text: 'The value is off the clipboard.' },
  other: { kind: 'notice', text: 'Something else is on the clipboard by now. It was left there.' },
  failed: { kind: 'danger', text: 'The clipboard could not be emptied. Copy something else to take the value off it.' },
} as const satisfies Record<ClipboardOutcome, Toast>;

/**
 * Where a copied value is watched over, and its countdown shown.
 * @param children gets the card of the countdown, to put where messages stand
 */
export function CopyRoom({ children }: { children: (card: ReactNode) => ReactNode }) {
  const shell = useShell();
  const say = useToast();
  const { preference } = useShellState();
  const totalMs = (preference.clipboardSeconds ?? clipboardSeconds.usual) * 1000;
  const { held, hold, release, takeBack } = useHeld(totalMs);

  const copy = useCallback<CopyValue>(
    async (name, load) => {
      try {
        const { mark, taken } = await putOnClipboard(await load(), (it) => shell.copied(totalMs, it));
        if (taken) return hold(name, mark);
        takeBack(mark);
        say({ kind: 'danger', text: 'Nothing was copied: the clipboard refused. Bring this window to the front, then try again.' });
      } catch (error) {
        const text = errorText(error);
        if (text) say({ kind: 'danger', text: `${text.title} ${text.whatToDo}` });
      }
    },
    [shell, totalMs, hold, takeBack, say],
  );
  useEffect(
    () =>
      shell.onClipboard((outcome) => {
        if (release()) say(outcomes[outcome]);
      }),
    [shell, release, say],
  );
  const card = held && (
    <HeldCard
      key={held.mark.mac}
      held={held}
      totalMs={totalMs}
      onMore={() => {
        shell.copied(totalMs, held.mark);
        hold(held.name, held.mark);
      }}
      onClear={() => shell.copied(0, held.mark)}
    />
  );
  return <CopyContext value={copy}>{children(card)}</CopyContext>;
}

/** What lies on the clipboard as far as this page knows, for `totalMs` from when it is held. */
function useHeld(totalMs: number) {
  const shell = useShell();
  const [held, setHeld] = useState<HeldCopy>();
  const latest = useRef<HeldCopy>(undefined);
  /** What the shell says next is of a value that never lay there. */
  const refused = useRef(false);
  const set = useCallback((next: HeldCopy | undefined) => {
    latest.current = next;
    refused.current = false;
    setHeld(next);
  }, []);
  const hold = useCallback((name: string, mark: ClipboardMark) => set({ name, mark, until: Date.now() + totalMs }), [set, totalMs]);
  /** @returns whether there is something to say about it */
  const release = useCallback(() => {
    const known = !refused.current;
    set(undefined);
    return known;
  }, [set]);
  /** The clipboard refused what the shell was told of: the shell watches over what lay there before, or over nothing. */
  const takeBack = useCallback(
    (mark: ClipboardMark) => {
      const before = latest.current;
      refused.current = before === undefined;
      shell.copied(before ? Math.max(0, before.until - Date.now()) : 0, before?.mark ?? mark);
    },
    [shell],
  );
  return { held, hold, release, takeBack };
}

interface HeldCardProps {
  held: HeldCopy;
  totalMs: number;
  onMore: () => void;
  onClear: () => void;
}

function HeldCard({ held, totalMs, onMore, onClear }: HeldCardProps) {
  const seconds = Math.round(totalMs / 1000);
  return (
    <Box
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
      <TimeLeft until={held.until} totalMs={totalMs} />
      <Box sx={{ flex: 1, py: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        Value of {held.name} copied
        <Heard>. It leaves the clipboard in {seconds} seconds.</Heard>
      </Box>
      <Button variant="text" onClick={onMore}>
        {seconds} s more
      </Button>
      <Button variant="text" onClick={onClear}>
        Clear now
      </Button>
    </Box>
  );
}

/** Ticks for the eye alone: who listens was told once. */
function TimeLeft({ until, totalMs }: { until: number; totalMs: number }) {
  const [left, setLeft] = useState(() => until - Date.now());
  useEffect(() => {
    const tick = () => setLeft(until - Date.now());
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [until]);
  const clamped = Math.min(totalMs, Math.max(0, left));
  return (
    <Box component="span" aria-hidden="true" data-figures sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, minWidth: 56 }}>
      <Ring left={clamped / totalMs} />
      {Math.ceil(clamped / 1000)} s
    </Box>
  );
}
