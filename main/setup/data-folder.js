import { posix, win32 } from 'node:path';

/**
 * Where a console keeps its data when nobody says otherwise.
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string }} machine
 * @param {'strongroom' | 'strongroom-demo'} name
 */
export function dataFolder({ platform, env, home }, name) {
  if (platform === 'win32') return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  const given = env['XDG_DATA_HOME'];
  // A relative path there is to be ignored (XDG Base Directory Specification).
  return posix.join(given !== undefined && posix.isAbsolute(given) ? given : posix.join(home, '.local', 'share'), name);
}
