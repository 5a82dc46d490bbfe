import { defaultPreference, toShell, type Bridge, type FromShell, type ToShell } from '../../app/contract/bridge.ts';
import { connect, type Connection } from '../../renderer/api/connection.ts';
import { aDoor, type OpenedDoor } from './a-door.ts';
import type { Script } from './scripted-corridor.ts';

export interface OpenedWindow extends OpenedDoor, Connection {
  /** What the page said to the shell, frames included. */
  readonly said: ToShell[];
  /** What the engine said to the page, as the shell relayed it. */
  readonly relayed: string[];
  readonly expelled: number[];
  /** Says something to the page as the shell. */
  tell(message: FromShell): void;
}

const page = 1;

/** A page and an engine with nothing but a relay between them: everything is real but the corridor and the shell. */
export function aWindow(script: Script = {}): OpenedWindow {
  const said: ToShell[] = [];
  const relayed: string[] = [];
  const expelled: number[] = [];
  let receiver: (message: string) => void = () => undefined;
  const tell = (message: FromShell) => queueMicrotask(() => receiver(JSON.stringify(message)));
  const hear = (message: ToShell) => {
    said.push(message);
    if (message.kind === 'engine') opened.door.receive({ kind: 'page', page, text: message.text });
    if (message.kind !== 'hello') return;
    tell({ kind: 'welcome', preference: defaultPreference });
    opened.door.receive({ kind: 'page-opened', page });
  };
  const opened = aDoor(script, (message) => {
    if (message.kind === 'page-expelled') expelled.push(message.page);
    if (message.kind !== 'page') return;
    relayed.push(message.text);
    tell({ kind: 'engine', text: message.text });
  });
  const bridge: Bridge = {
    post: (text) => queueMicrotask(() => hear(toShell.parse(JSON.parse(text)))),
    receive: (next) => {
      receiver = next;
    },
  };
  return { ...opened, ...connect(bridge), said, relayed, expelled, tell };
}
