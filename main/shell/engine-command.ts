import { type Command, withoutCore } from './core-limit.ts';
import { moduleVariables } from './module-variable.ts';
import { wipedHeap } from './wiped-heap.ts';

/**
 * What the engine may know of the environment. Everything else stays outside: above all what changes how Node runs
 * (`NODE_OPTIONS`, `NODE_EXTRA_CA_CERTS`), what it trusts (`SSL_CERT_FILE`, `SSLKEYLOGFILE`) and what it loads (`LD_PRELOAD`).
 */
const allowed = new Set([
  'DBUS_SESSION_BUS_ADDRESS', 'HOME', 'LANG', 'LOGNAME', 'PATH', 'TMPDIR', 'TZ', 'USER', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR',
  'XDG_STATE_HOME',
  'APPDATA', 'LOCALAPPDATA', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERPROFILE',
]); // prettier-ignore

export const engineEnvironment = (from: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(from).filter(([name]) => allowed.has(name) || moduleVariables.has(name) || name.startsWith('LC_'))),
  ...wipedHeap,
});

/**
 * No debugger by signal; and garbage is collected before there is much of it: V8 would let a busy engine grow to several times what it
 * holds, and be no faster.
 */
export const engineSwitches: readonly string[] = ['--disable-sigusr1', '--max-semi-space-size=8', '--heap-growing-percent=40'];

/**
 * How the engine is started: by its switches, and without a core dump.
 * @param start `node`: the pinned runtime; `entry`: the engine's script; `args`: its own arguments
 */
export const engineCommand = (start: { node: string; entry: string; args: readonly string[] }): Command =>
  withoutCore({ file: start.node, args: [...engineSwitches, start.entry, ...start.args] });
