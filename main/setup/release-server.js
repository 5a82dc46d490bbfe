import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Where Electron's own installer fetches from.
 * @param {NodeJS.ProcessEnv} env
 * @returns {URL}
 */
export function releaseServer(env) {
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'];
  return (mirror === undefined ? null : URL.parse(mirror)) ?? new URL('https://github.com');
}

/**
 * Tells within the deadline whether a server can be reached: its name resolves, it accepts, and speaks TLS where it should.
 * @param {URL} server
 * @param {number} deadlineMs
 * @returns {Promise<boolean>}
 */
export function answers(server, deadlineMs) {
  const secure = server.protocol === 'https:';
  const host = server.hostname.replaceAll(/[[\]]/g, '');
  const port = server.port === '' ? (secure ? 443 : 80) : Number(server.port);
  return new Promise((settle) => {
    const socket = secure ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) }) : connectPlain({ host, port });
    /** @param {boolean} answered */
    const end = (answered) => {
      clearTimeout(timer);
      socket.destroy();
      settle(answered);
    };
    const timer = setTimeout(() => end(false), deadlineMs);
    socket.once(secure ? 'secureConnect' : 'connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
