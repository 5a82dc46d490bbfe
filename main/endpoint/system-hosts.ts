import { win32 } from 'node:path';

/** Where the system keeps names of its own (hosts(5)). */
export const systemHostsFile = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
  platform === 'win32' ? win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts') : '/etc/hosts';
