import type { ChildProcess, Serializable } from 'node:child_process';

/** A way to one other process: all that the link needs of it, so that two ends in one process do as well. */
export interface Port {
  /** Does nothing once closed. */
  post(message: Serializable): void;
  /** Registers the one receiver of messages. */
  receive(receiver: (message: unknown) => void): void;
  /** Registers who is told when the other side is gone. */
  gone(listener: () => void): void;
  close(): void;
}

/** What a process with an IPC channel to its parent and a child with one have in common. */
type IpcProcess = Pick<NodeJS.Process | ChildProcess, 'send' | 'connected' | 'disconnect'> & {
  on(event: 'message' | 'disconnect', listener: (message: unknown) => void): unknown;
};

/**
 * The IPC channel of `process` towards its parent, or of a child process towards the child.
 * @throws Error when it was not started with one
 */
export function openProcessPort(ipc: IpcProcess): Port {
  if (!ipc.send) throw new Error('no IPC channel');
  return {
    post(message) {
      // A message to a process that has just ended fails late; `gone` tells of it, so the failure itself says nothing new.
      if (ipc.connected) ipc.send?.(message, undefined, undefined, () => undefined);
    },
    receive: (receiver) => void ipc.on('message', (message) => receiver(message)),
    gone: (listener) => void ipc.on('disconnect', () => listener()),
    close() {
      if (ipc.connected) ipc.disconnect?.();
    },
  };
}
