import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runChild } from './child.js';
import { say, SetupError } from './progress.js';
import { isExecutable } from './runtime.js';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * Says why node_modules is not what package-lock.json asks for.
 * @param {string} root the repository
 * @returns {string | undefined} undefined when it is
 */
export function findMismatch(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const there = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or damaged: check the repository out again');
  if (there === undefined) return 'nothing is installed yet';
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = there[path];
    // An optional package may be absent: made for another platform, or not to be built here.
    if (found === undefined && optional === true) continue;
    if (found?.version !== version) return `${path.replace(/^.*node_modules\//, '')} is not the version that package-lock.json pins`;
  }
  return undefined;
}

/**
 * @param {string} path of a lockfile
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(path) {
  if (!existsSync(path)) return undefined;
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof lock !== 'object' || lock === null || !('packages' in lock)) return undefined;
  return /** @type {Record<string, LockedPackage>} */ (lock.packages);
}

/**
 * Installs what package-lock.json pins, when it is not there already.
 * @param {string} root the repository
 */
export async function install(root) {
  const why = findMismatch(root);
  if (why === undefined) return;
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new SetupError(`${folder} is a link, and installing would empty what it leads to (${why}): remove the link with rm ${folder}`);
  }
  say(`installing packages, because ${why} (a minute or two)`);
  // The one script that is needed compiles what `buildHsm` does; where it fails here, npm would take its package away again.
  const code = await runChild(...npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']), { cwd: root });
  if (code !== 0)
    throw new SetupError(`npm ci failed (exit ${code}); what it says above is the reason. Run npm start again when that is mended`);
  say('packages installed');
}

/**
 * npm as the one that started us, or the one on the path.
 * @param {string[]} words
 * @returns {[string, string[]]}
 */
function npm(words) {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script, ...words]];
  // Windows starts a .cmd only through its shell.
  return process.platform === 'win32' ? ['cmd.exe', ['/c', 'npm', ...words]] : ['npm', words];
}

const hsmTools = ['python3', 'make', 'g++'];

/**
 * Compiles the package that speaks to HSMs, against the headers that come with the pinned Node: nothing is
 * downloaded for it. Without the tools nothing happens; a failure is not one of the installation. What the compiler only
 * warns of is of no use to who installs.
 * @param {string} root the repository
 * @param {{ node: string, env: NodeJS.ProcessEnv }} place `node`: the pinned one
 */
export async function buildHsm(root, { node, env }) {
  const isThere = existsSync(join(root, 'node_modules', 'pkcs11js', 'package.json'));
  if (!isThere || findHsmGap(root, env) === undefined || missingTools(env).length > 0) return;
  say('compiling pkcs11js, for HSMs');
  const headers = join(dirname(node), '..');
  const given = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: headers } : {};
  await runChild(...npm(['rebuild', 'pkcs11js', '--foreground-scripts', '--loglevel=error']), {
    cwd: root,
    env: { ...env, ...given, CXXFLAGS: `${env['CXXFLAGS'] ?? ''} -w` },
    stdio: ['ignore', 'ignore', 2],
  });
}

/** @param {NodeJS.ProcessEnv} env */
const missingTools = (env) => hsmTools.filter((tool) => !onPath(tool, env));

/**
 * Says why there is no HSM support, for a package that is compiled on install and may be left out.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} undefined when there is
 */
export function findHsmGap(root, env) {
  if (existsSync(join(root, 'node_modules', 'pkcs11js', 'build', 'Release', 'pkcs11.node'))) return undefined;
  const missing = missingTools(env);
  const reason =
    missing.length === 0
      ? 'pkcs11js was not built; "npm rebuild pkcs11js --foreground-scripts" says why'
      : `pkcs11js needs ${missing.join(', ')} to be built; install them and start again`;
  return `going on without HSM: ${reason}`;
}

/**
 * @param {string} tool
 * @param {NodeJS.ProcessEnv} env
 */
export const onPath = (tool, env) =>
  (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, tool)));
