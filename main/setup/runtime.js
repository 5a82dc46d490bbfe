import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Oldest Node that setup itself runs on. */
export const leastMajor = 20;
/** Major that the programs run on. */
const programMajor = 24;

/** @param {string} version like `20.20.2` */
export const majorOf = (version) => Number.parseInt(version, 10);

/** Package with the pinned Node for this platform. @param {{ platform: string, arch: string }} machine */
export const pinnedPackage = ({ platform, arch }) => `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

/**
 * Finds the Node that the programs run on: the pinned one, or the running one where npm has none for this platform.
 * @param {string} root the repository
 * @param {{ platform: string, arch: string, version: string, execPath: string }} running
 * @returns {string | undefined} path of the binary
 */
export function findRuntime(root, running) {
  const binary = running.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', pinnedPackage(running), 'bin', binary);
  if (isExecutable(pinned)) return pinned;
  return majorOf(running.version) >= programMajor ? running.execPath : undefined;
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
