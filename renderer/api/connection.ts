import type { Bridge } from '../../app/contract/bridge.ts';
import { openShellPort } from './bridge.ts';
import type { Client } from './client.ts';
import { createDesk } from './desk.ts';
import { createEngineClient } from './engine-client.ts';
import type { GoneReason } from './engine-gone.ts';
import { createShell, type Refusal, type Shell } from './shell.ts';
import { createWire } from './wire.ts';

/** What a page has of the world: the engine to ask, and the shell around it. */
export interface Connection {
  readonly client: Client;
  readonly shell: Shell;
}

/** Says hello to the shell. The client may be used at once: what is asked before the channel stands waits for it. */
export function connect(bridge: Bridge): Connection {
  const port = openShellPort(bridge);
  const { shell, receive, depart } = createShell(port.post);
  const gone = (reason: GoneReason, refusal?: Refusal) => {
    wire.close();
    desk.gone(reason);
    depart(reason, refusal);
  };
  const wire = createWire({
    post: (text) => port.post({ kind: 'engine', text }),
    receive: (frame) => desk.receive(frame),
    broken: () => gone('broken'),
  });
  const desk = createDesk(wire.send);
  port.receive(
    (message) => {
      if (message.kind === 'engine') wire.receive(message.text);
      else if (message.kind === 'departed') gone(message.departure, message.refusal);
      else receive(message);
    },
    () => gone('broken'),
  );
  port.post({ kind: 'hello' });
  return { client: createEngineClient(desk), shell };
}
