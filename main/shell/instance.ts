import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { platform } from 'node:process';

/** The one console on a data folder. */
export interface Instance {
  close(): void;
}

const socketFile = 'console.sock';
const word = 'focus';
const headless = 'headless';

/** Who has the folder, where that has no window. */
type Holder = typeof headless;

/**
 * Claims a data folder, or asks the console that has it to come to the front. Nothing else can be asked of it: no argument of the
 * second start reaches the first.
 * @param onSecond runs in the first when a second one starts; what it says is told there
 * @param told what the first said, where that is not the usual
 * @returns undefined when another console has the folder
 * @throws when the socket can neither be made nor reached, as where it belongs to another user
 */
export async function claimInstance(
  folder: string,
  onSecond: () => Holder | void,
  told: (holder: Holder) => void = () => undefined,
): Promise<Instance | undefined> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const address = openAddress(folder);
  const first = await listen(address.path, onSecond);
  if (first) return instance(first, address);
  const answer = await knock(address.path);
  if (answer !== undefined) {
    if (answer === headless) told(answer);
    address.close();
    return undefined;
  }
  // Nobody answers: what is left of a console that was killed.
  rmSync(address.path, { force: true });
  const second = await listen(address.path, onSecond);
  if (second) return instance(second, address);
  address.close();
  throw new Error(`another console is just starting on ${folder}`);
}

interface Address {
  readonly path: string;
  close(): void;
}

/** A socket's address holds 107 bytes (unix(7)), a folder's path may be longer: on Linux it is reached through an open descriptor. */
function openAddress(folder: string): Address {
  const path = join(folder, socketFile);
  if (platform === 'win32')
    return { path: `\\\\.\\pipe\\strongroom-${Buffer.from(path).toString('hex').slice(-160)}`, close: () => undefined };
  if (platform !== 'linux' || Buffer.byteLength(path) < 108) return { path, close: () => undefined };
  const descriptor = openSync(folder, 'r');
  return { path: `/proc/self/fd/${descriptor}/${socketFile}`, close: () => closeSync(descriptor) };
}

function instance(server: Server, address: Address): Instance {
  const close = (): void => {
    server.close();
    address.close();
  };
  return { close };
}

/** @returns undefined when the address is taken */
function listen(path: string, onSecond: () => Holder | void): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((guest) => {
      guest.on('error', () => guest.destroy());
      guest.once('data', (said) => {
        if (said.toString('utf8') !== word) {
          guest.destroy();
          return;
        }
        guest.end(onSecond() ?? word);
      });
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    // No other user may even knock. The folder is private too, but may have been made by hand.
    const before = process.umask(0o177);
    server.listen(path, () => {
      if (platform !== 'win32') chmodSync(path, 0o600);
      resolve(server);
    });
    process.umask(before);
  });
}

/** @returns what the console there said; undefined where none answered */
function knock(path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const guest = connect(path, () => guest.write(word));
    guest.once('data', (said) => {
      guest.end();
      resolve(said.toString('utf8'));
    });
    guest.once('close', () => resolve(undefined));
    guest.once('error', (error: NodeJS.ErrnoException) => (isStale(error) ? resolve(undefined) : reject(error)));
  });
}

const isStale = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
