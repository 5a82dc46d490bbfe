import { join } from 'node:path';
import { platform } from 'node:process';
import { createClipboardTimer } from './clipboard-timer.ts';
import { engineCommand, engineEnvironment } from './engine-command.ts';
import { type EngineProcess, superviseEngine } from './engine-process.ts';
import { claimInstance } from './instance.ts';
import { watchLock } from './lock/lock-event.ts';
import { openLogFile } from './log-file.ts';
import type { PreferenceStore } from './preference-store.ts';
import type { Shell, ShellReport } from './shell.ts';
import type { ShellOption } from './shell-option.ts';
import { createWindowRelay, type WindowRelay } from './window-relay.ts';

export interface RunDeps {
  readonly name: 'chromium' | 'electron';
  readonly option: ShellOption;
  /** The engine's script. */
  readonly engineEntry: string;
  readonly preference: PreferenceStore;
  /** Opens the window, without its page. @throws when it does not come up */
  readonly open: (report: ShellReport) => Promise<Shell>;
  /** Menu, keys and power events of the shell itself, once the window stands. */
  readonly attend?: (relay: WindowRelay, shell: Shell) => void;
  /** A line for the person at the terminal. */
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Aborted when the process is told to end. */
  readonly stopping: AbortSignal;
}

/**
 * One console from start to end, the same in both shells: claims the data folder, starts the engine, opens the window, relays, and
 * ends all of it when the window closes.
 * @returns the exit code: 0 when it ended by the person's leave
 */
export async function runShell(deps: RunDeps): Promise<number> {
  const { data } = deps.option;
  const state: { shell?: Shell } = {};
  const focus = (): void => void state.shell?.focus().catch((error: unknown) => deps.printError(String(error)));
  let holder: string = 'window';
  const instance = await claimInstance(data, focus, (who) => (holder = who));
  if (!instance) {
    deps.print(holder === 'window' ? `already open on ${data}: its window was brought to the front` : `served without a window: ${data}`);
    return 0;
  }
  try {
    return await live(deps, state);
  } finally {
    instance.close();
  }
}

async function live(deps: RunDeps, state: { shell?: Shell }): Promise<number> {
  const logs = join(deps.option.data, 'log');
  const log = openLogFile(join(logs, 'shell.log'));
  const note = (text: string): void => log.line(text);
  const end = Promise.withResolvers<Error | undefined>();
  const clipboard = createClipboardTimer({
    clear: async (mark) => (await state.shell?.clearClipboard(mark)) ?? false,
    cleared: (outcome) => relay.cleared(outcome),
    note,
  });
  const relay = createWindowRelay({
    engineProcess: () => engine,
    shell: () => state.shell,
    preference: () => deps.preference.preference(),
    setPreference: (value) => deps.preference.setPreference(value),
    clipboard,
    note,
    closed: (problem) => end.resolve(problem),
  });
  const engine = startEngine(deps, logs, relay);
  // Elsewhere the shell hears of it by itself.
  const lockWatch = platform === 'linux' ? watchLock({ environment: process.env, locked: (cause) => relay.lock(cause), note }) : undefined;
  deps.stopping.addEventListener('abort', () => end.resolve(undefined), { once: true });
  try {
    state.shell = await deps.open(relay.window);
    if (deps.stopping.aborted) return 0;
    await state.shell.show();
    deps.attend?.(relay, state.shell);
    deps.print(`ready ${deps.name} (${state.shell.engine}) data ${deps.option.data} log ${logs}`);
    const problem = await end.promise;
    if (problem) deps.printError(problem.message);
    return problem ? 1 : 0;
  } finally {
    await clipboard.close();
    await Promise.all([engine.stop(), state.shell?.close()]);
    await (await lockWatch)?.close();
  }
}

function startEngine({ option, engineEntry }: RunDeps, logs: string, relay: WindowRelay): EngineProcess {
  const args = ['--data', option.data, ...(option.demo ? ['--demo'] : [])];
  const start = {
    command: engineCommand({ node: option.node, entry: engineEntry, args }),
    environment: engineEnvironment(process.env),
    log: openLogFile(join(logs, 'engine.log')),
    graceMs: 2000,
  };
  return superviseEngine(start, relay.engine);
}
