import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { runChild } from './child.js';
import { say, SetupError } from './progress.js';

/**
 * A Debian package, a file that is there when it is installed, and what for.
 * @typedef {{ name: string, proof: string, use: string }} SystemPackage
 */

/** @type {SystemPackage} */
export const chromium = { name: 'chromium', proof: '/usr/bin/chromium', use: 'draws the window where Electron does not' };

/** Where Debian keeps libraries of this machine's kind. */
const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

/** Its proof is what a program is started with, so that names are looked up in a file of the test's own. @type {SystemPackage} */
export const nssWrapper = {
  name: 'libnss-wrapper',
  proof: `${libraries}/libnss_wrapper.so`,
  use: 'names for applications under test, without the hosts file of the machine',
};

/** @type {SystemPackage[]} */
export const forTests = [
  chromium,
  { name: 'xvfb', proof: '/usr/bin/Xvfb', use: 'a screen for the end-to-end tests' },
  { name: 'xauth', proof: '/usr/bin/xauth', use: 'the key to that screen' },
  { name: 'openbox', proof: '/usr/bin/openbox', use: 'a window manager on that screen' },
  { name: 'dbus', proof: '/usr/bin/dbus-daemon', use: 'a bus of their own, to lock with the computer' },
  { name: 'gnome-keyring', proof: '/usr/bin/gnome-keyring-daemon', use: 'a keychain of their own' },
  { name: 'xclip', proof: '/usr/bin/xclip', use: 'reads the clipboard as another program' },
  { name: 'xdotool', proof: '/usr/bin/xdotool', use: 'types as a person does, to find what stays of it' },
  { name: 'strace', proof: '/usr/bin/strace', use: 'records writes, to replay a loss of power' },
  { name: 'gcc', proof: '/usr/bin/gcc', use: 'compiles the shim that makes calls to the disk fail' },
  { name: 'age', proof: '/usr/bin/age', use: 'opens what the console encrypted for it' },
  { name: 'g++', proof: '/usr/bin/g++', use: 'compiles what speaks to HSMs, and so do the next two' },
  { name: 'make', proof: '/usr/bin/make', use: 'runs that compiler' },
  { name: 'python3', proof: '/usr/bin/python3', use: 'tells make how' },
  { name: 'softhsm2', proof: '/usr/lib/softhsm/libsofthsm2.so', use: 'an HSM of software' },
  { name: 'libnss3', proof: `${libraries}/libsoftokn3.so`, use: 'another, by other people' },
  { name: 'libc6-dev', proof: '/usr/include/dlfcn.h', use: 'what that shim is compiled against' },
  nssWrapper,
  { name: 'openssl', proof: '/usr/bin/openssl', use: 'speaks to the endpoint as a stranger does' },
  { name: 'sslscan', proof: '/usr/bin/sslscan', use: 'tries every version and suite of TLS on the endpoint' },
];

/** @param {SystemPackage[]} wanted */
export const missingOf = (wanted) => wanted.filter(({ proof }) => !existsSync(proof));

/** Whether this is Debian or made of it. */
export function isDebian() {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** The command that installs packages, for a person to copy. @param {SystemPackage[]} packages */
export const installCommand = (packages) => `${isRoot() ? '' : 'sudo '}apt-get install -y ${packages.map(({ name }) => name).join(' ')}`;

export const isRoot = () => process.getuid?.() === 0;

/** Whether apt-get can be run without a question: as root, or with a sudo that asks for no password. */
export const mayInstall = () => isRoot() || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;

/**
 * Installs packages of Debian's.
 * @param {SystemPackage[]} packages
 * @param {{ askPassword?: boolean }} [option] `askPassword`: sudo may ask in the terminal
 * @throws {SetupError} when one of them cannot be installed
 */
export async function installPackages(packages, { askPassword = false } = {}) {
  say(`installing ${packages.map(({ name, use }) => `${name} (${use})`).join(', ')}`);
  const prefix = isRoot() ? [] : ['sudo', ...(askPassword ? [] : ['-n'])];
  // The list may be old or empty on a fresh machine; when it cannot be renewed, the old one may still do.
  await apt(prefix, ['update', '-qq']);
  const code = await apt(prefix, ['install', '-y', '--no-install-recommends', '-qq', ...packages.map(({ name }) => name)]);
  if (code !== 0 || missingOf(packages).length > 0)
    throw new SetupError(`apt-get could not install them (exit ${code}): ${installCommand(packages)}`);
}

/**
 * @param {string[]} prefix
 * @param {string[]} words
 */
function apt(prefix, words) {
  const [file = 'env', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
  return runChild(file, rest, { stdio: ['inherit', 2, 2] });
}

/** Whether somebody is there to answer a question. */
export function hasTerminal() {
  try {
    accessSync('/dev/tty', constants.R_OK);
    return process.stdin.isTTY && process.stderr.isTTY;
  } catch {
    return false;
  }
}
