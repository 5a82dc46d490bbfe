import { getuid } from 'node:process';
import * as z from 'zod';
import type { LockCause } from '../../../app/contract/link.ts';
import { type Bus, openBus, type Signal } from './bus.ts';

/** Hears when the computer is locked or goes to sleep (Linux; elsewhere Electron's powerMonitor does). */
export interface LockWatch {
  close(): Promise<void>;
}

export interface LockWatchDeps {
  readonly environment: NodeJS.ProcessEnv;
  readonly locked: (cause: LockCause) => void;
  readonly note: (text: string) => void;
}

const login = 'org.freedesktop.login1';
const manager = `${login}.Manager`;
const session = `${login}.Session`;
const properties = 'org.freedesktop.DBus.Properties';
const savers = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html */
const systemRules = [
  `type='signal',sender='${login}',interface='${manager}',member='PrepareForSleep'`,
  `type='signal',sender='${login}',interface='${session}',member='Lock'`,
  `type='signal',sender='${login}',interface='${properties}',member='PropertiesChanged',arg0='${session}'`,
];
const sessionRules = savers.map((saver) => `type='signal',interface='${saver}',member='ActiveChanged'`);

/** One locking is told by several services at once: within this time it counts as one. */
const sameLockMs = 3000;

/** Listens on both buses. A bus that is absent is noted once; without either there are no lock events, and nothing else is amiss. */
export async function watchLock({ environment, locked, note }: LockWatchDeps): Promise<LockWatch> {
  const tell = coalesce(locked);
  const { DBUS_SYSTEM_BUS_ADDRESS: system = 'unix:path=/run/dbus/system_bus_socket', DBUS_SESSION_BUS_ADDRESS: own } = environment;
  const onSystem = async (signal: Signal): Promise<void> => {
    const cause = systemCause(signal);
    if (cause && (cause === 'computer-asleep' || (await isOurs(systemBus, signal.path)))) tell(cause);
  };
  const absent = (which: string) => (error: unknown) => {
    note(`no ${which} bus, so no lock events from it: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  };
  const systemBus = await openBus(system, systemRules, (signal) => void onSystem(signal)).catch(absent('system'));
  const sessionBus = own
    ? await openBus(own, sessionRules, (signal) => {
        if (savers.includes(signal.interface) && signal.body[0] === true) tell('computer-locked');
      }).catch(absent('session'))
    : absent('session')('no address');
  return {
    close: async () => {
      await systemBus?.close();
      await sessionBus?.close();
    },
  };
}

const lockedHint = z.tuple([z.literal(session), z.object({ LockedHint: z.literal(true) })]).rest(z.unknown());

function systemCause({ interface: from, member, body }: Signal): LockCause | undefined {
  if (from === manager && member === 'PrepareForSleep' && body[0] === true) return 'computer-asleep';
  if (from === session && member === 'Lock') return 'computer-locked';
  if (from === properties && lockedHint.safeParse(body).success) return 'computer-locked';
  return undefined;
}

/** id, uid, user name, seat, path */
const sessions = z.array(z.tuple([z.string(), z.number(), z.string(), z.string(), z.string()]));

/** Whether a session is this user's. Where that cannot be learnt it counts as such: locking once too often does no harm. */
async function isOurs(bus: Bus | undefined, path: string): Promise<boolean> {
  const answer = await bus?.ask(login, '/org/freedesktop/login1', { interface: manager, member: 'ListSessions' }).catch(() => undefined);
  const found = sessions.safeParse(answer).data?.find((one) => one[4] === path);
  return found === undefined || found[1] === getuid?.();
}

function coalesce(locked: (cause: LockCause) => void): (cause: LockCause) => void {
  let last = -Infinity;
  return (cause) => {
    const now = performance.now();
    if (now - last < sameLockMs) return;
    last = now;
    locked(cause);
  };
}
