import { createClient, type MessageBus } from 'dbus-native';
import * as z from 'zod';

/** A D-Bus signal, as far as it matters here. */
export interface Signal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** One connection to a message bus. It comes back by itself when the bus does. */
export interface Bus {
  /** Asks a service. @throws when it refuses, is absent or does not answer within a second */
  ask(service: string, path: string, method: { interface: string; member: string }): Promise<unknown>;
  close(): Promise<void>;
}

const signal = z.object({
  type: z.literal(4),
  path: z.string(),
  interface: z.string(),
  member: z.string(),
  body: z.array(z.unknown()).default([]),
});

/**
 * Connects and asks the bus for the signals of some rules.
 * @param rules match rules (D-Bus Specification, "Match Rules")
 * @throws when there is no such bus
 */
export async function openBus(address: string, rules: readonly string[], heard: (signal: Signal) => void): Promise<Bus> {
  const bus = createClient({ busAddress: address, reconnect: true });
  try {
    await connected(bus);
    bus.connection.on('message', (message) => {
      const found = signal.safeParse(message);
      if (found.success) heard(found.data);
    });
    for (const rule of rules) await bus.addMatch(rule);
  } catch (error) {
    await bus.connection[Symbol.asyncDispose]();
    throw error;
  }
  return {
    ask: async (service, path, method) => bus.invoke<unknown>({ destination: service, path, ...method }, { timeout: 1000 }),
    close: () => bus.connection[Symbol.asyncDispose](),
  };
}

const connected = (bus: MessageBus): Promise<void> =>
  new Promise((resolve, reject) => {
    bus.connection.once('connect', resolve);
    bus.connection.once('reconnecting', ({ cause }: { cause?: Error }) => reject(cause ?? new Error('no answer')));
    // Stays on for later: an error without a listener would end the process, and `reconnect` does what there is to do.
    bus.connection.on('error', reject);
  });
