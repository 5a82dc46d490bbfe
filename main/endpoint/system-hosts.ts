import { win32 } from 'node:path';

/**
 * Where the system keeps names of its own (hosts(5)); in tests another file, in the place that nss_wrapper(1) knows: the shell lets that
 * variable not through to the engine.
 */
export function systemHostsFile(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts');
  return env['NSS_WRAPPER_HOSTS'] ?? '/etc/hosts';
}
