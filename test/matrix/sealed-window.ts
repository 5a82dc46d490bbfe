import { randomUUID } from 'node:crypto';
import { type Bridge, defaultPreference, type FromShell, toShell, type ToShell } from '../../app/contract/bridge.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import { openDoor } from '../../main/rpc/door.ts';
import type { Client } from '../../renderer/api/client.ts';
import { connect } from '../../renderer/api/connection.ts';

/** Opens windows in front of a corridor: page, sealed channel and door are the real ones, and only the shell's relay is played. */
export function openSealedWindows(corridor: Corridor, now: () => number): () => Client {
  const pages = new Map<number, (message: FromShell) => void>();
  const door = openDoor({
    corridor,
    post: (message) => {
      if (message.kind === 'page') pages.get(message.page)?.({ kind: 'engine', text: message.text });
    },
    newId: () => randomUUID(),
    now,
    onViolation: ({ problem }) => raise(new Error(problem)),
    onBug: raise,
  });
  let lastPage = 0;
  return () => {
    const page = ++lastPage;
    return connect(bridgeTo(page)).client;
  };

  function bridgeTo(page: number): Bridge {
    let receiver: (message: string) => void = () => undefined;
    const tell = (message: FromShell) => queueMicrotask(() => receiver(JSON.stringify(message)));
    pages.set(page, tell);
    const hear = (message: ToShell) => {
      if (message.kind === 'engine') door.receive({ kind: 'page', page, text: message.text });
      if (message.kind !== 'hello') return;
      tell({ kind: 'welcome', preference: defaultPreference });
      door.receive({ kind: 'page-opened', page });
    };
    return {
      post: (text) => queueMicrotask(() => hear(toShell.parse(JSON.parse(text)))),
      receive: (next) => {
        receiver = next;
      },
    };
  }
}

/** For whoever is told of what must not happen. */
export function raise(error: unknown): never {
  throw error;
}
