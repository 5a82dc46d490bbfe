import { fromEngine, toEngine, type FromEngine, type ToEngine } from '../../app/contract/link.ts';
import type { Port } from './port.ts';

/** The engine's side of the link to its shell. */
export interface ShellLink {
  /** Does nothing once the shell is gone. */
  post(message: FromEngine): void;
  close(): void;
}

export interface ShellLinkDeps {
  readonly port: Port;
  readonly receive: (message: ToEngine) => void;
  /**
   * Told once: the shell has ended, or said what no shell says. There is nobody left to serve, so the engine shuts down in order.
   */
  readonly gone: (why: 'ended' | 'malformed') => void;
}

/** Parses what comes and what goes, so that neither side can be surprised by the other's version. */
export function openShellLink({ port, receive, gone }: ShellLinkDeps): ShellLink {
  let open = true;
  const end = (why: 'ended' | 'malformed') => {
    if (!open) return;
    open = false;
    gone(why);
  };
  port.receive((message) => {
    if (!open) return;
    const parsed = toEngine.safeParse(message);
    if (parsed.success) receive(parsed.data);
    else end('malformed');
  });
  port.gone(() => end('ended'));
  return {
    post: (message) => {
      if (open) port.post(fromEngine.parse(message));
    },
    close: () => {
      open = false;
      port.close();
    },
  };
}
