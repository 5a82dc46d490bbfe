import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconEye, IconEyeOff, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { Heard } from './heard.tsx';
import { Ring } from './ring.tsx';
import { revealMs, useReveal, type Reveal } from './use-reveal.ts';
import type { Unavailability } from './unavailable.ts';
import { ValueText } from './value-text.tsx';

interface ValueBarProps {
  /** Whose value it is, for who listens. */
  label: string;
  /** What is said of a value that isn't shown: size, kind. */
  facts: ReactNode;
  load: (signal: AbortSignal) => Promise<Uint8Array>;
  /** Why it can't be revealed. */
  unavailable?: string | undefined;
  onRefused?: (() => void) | undefined;
  children?: ReactNode;
}

/** A value behind its mask, always eight dots, and the explicit act that shows it for a moment. */
export function ValueBar({ label, facts, load, unavailable, onRefused, children }: ValueBarProps) {
  const reveal = useReveal(load);
  const { state } = reveal;
  const shown = state.kind === 'shown';
  const { room, height, keep } = useKeptHeight();
  const leave = (event: FocusEvent) => {
    const next = event.relatedTarget;
    if (!shown || !(next instanceof Node) || event.currentTarget.contains(next)) return;
    keep();
    reveal.hide();
  };
  return (
    <Box onBlur={leave}>
      <Box sx={{ border: 1, borderColor: 'line.control', borderRadius: 1, bgcolor: 'background.default', overflow: 'hidden' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, p: '7px 8px 7px 12px', minHeight: 46 }}>
          {shown ? <TimeLeft until={state.until} /> : <Dots />}
          <Box data-figures sx={{ flex: 1, color: 'text.tertiary', minWidth: 120, overflow: 'hidden', overflowWrap: 'anywhere' }}>
            {facts}
          </Box>
          {children}
          {shown && (
            <Button startIcon={<IconPlus />} onClick={reveal.extend}>
              10 s more
            </Button>
          )}
          <RevealButton reveal={reveal} unavailable={unavailable} onRefused={onRefused} />
        </Box>
        {shown && (
          <Box ref={room} sx={{ borderTop: 1, borderColor: 'line.main', p: '8px 12px', bgcolor: 'background.paper' }}>
            <ValueText value={state.value} label={label} />
          </Box>
        )}
        {!shown && height > 0 && <Box data-kept aria-hidden="true" sx={{ height }} />}
      </Box>
      <Heard role="status">{shown ? `Shown for ${revealMs / 1000} seconds` : ''}</Heard>
      {state.kind === 'failed' && (
        <Box sx={{ mt: 2 }}>
          <FailureBanner error={state.error} />
        </Box>
      )}
    </Box>
  );
}

/**
 * A value hides as soon as something else is pressed. Its room stays until that press is over: else the pressed button would move away
 * from under the pointer, and the click would be lost.
 */
function useKeptHeight() {
  const room = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const kept = height > 0;
  useEffect(() => {
    if (!kept) return undefined;
    // After the click that the release brings.
    const give = () => setTimeout(() => setHeight(0));
    const events = ['pointerup', 'pointercancel', 'keyup', 'blur'] as const;
    events.forEach((name) => window.addEventListener(name, give));
    return () => events.forEach((name) => window.removeEventListener(name, give));
  }, [kept]);
  return { room, height, keep: () => setHeight(room.current?.offsetHeight ?? 0) };
}

function Dots() {
  return (
    <Box component="span" sx={{ letterSpacing: '0.2em', color: 'text.primary' }}>
      <span aria-hidden="true">••••••••</span>
      <Heard>hidden</Heard>
    </Box>
  );
}

function RevealButton({ reveal, unavailable, onRefused }: { reveal: Reveal } & Unavailability) {
  const { kind } = reveal.state;
  const shown = kind === 'shown';
  const free = unavailable === undefined;
  return (
    <ActionButton
      unavailable={unavailable}
      onRefused={onRefused}
      startIcon={shown ? <IconEyeOff /> : <IconEye />}
      aria-pressed={shown}
      onPointerDown={(event) => free && !shown && event.button === 0 && reveal.press()}
      onPointerUp={() => reveal.release(false)}
      onPointerLeave={() => reveal.release(true)}
      onClick={reveal.click}
    >
      {shown ? 'Hide' : 'Reveal'}
    </ActionButton>
  );
}

/** How long a value still stays in the open. */
export function TimeLeft({ until }: { until: number }) {
  const [left, setLeft] = useState(() => until - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(until - Date.now()), 100);
    return () => clearInterval(timer);
  }, [until]);
  const clamped = Math.min(revealMs, Math.max(0, left));
  return (
    <Box component="span" data-figures sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, minWidth: 72 }}>
      <Ring left={clamped / revealMs} />
      <span aria-hidden="true">{Math.ceil(clamped / 1000)} s</span>
    </Box>
  );
}
