import { fromShell, type Bridge, type FromShell, type ToShell } from '../../app/contract/bridge.ts';

declare global {
  interface Window {
    /** Placed by the shell before any script of the page runs. */
    readonly strongroom?: Bridge;
  }
}

/** The shell as the page sees it: typed messages, parsed on arrival. */
export interface ShellPort {
  readonly post: (message: ToShell) => void;
  /** Registers the one receiver. A message of another shape is dropped and told to `refused`, without its content. */
  receive(receiver: (message: FromShell) => void, refused: () => void): void;
}

/** Speaks JSON over the bridge that the shell gave. */
export function openShellPort(bridge: Bridge): ShellPort {
  return {
    post: (message) => bridge.post(JSON.stringify(message)),
    receive: (receiver, refused) =>
      bridge.receive((text) => {
        const message = parseMessage(text);
        if (message) receiver(message);
        else refused();
      }),
  };
}

function parseMessage(text: unknown): FromShell | undefined {
  if (typeof text !== 'string') return undefined;
  const parsed = fromShell.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
