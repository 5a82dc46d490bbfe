/**
 * Says why a window cannot be opened from here.
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} machine
 * @returns {string | undefined} undefined when it can
 */
export function findDisplayGap({ platform, env }) {
  if (platform === 'win32' || platform === 'darwin') return undefined;
  if (['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (env[name] ?? '') !== '')) return undefined;
  return 'there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it from a desktop session, or for a try: xvfb-run -a npm start';
}
