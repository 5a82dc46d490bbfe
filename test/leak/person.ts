import { execFileSync, type SpawnOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** An account without any rights, made for one test. */
export interface Person {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Removes the account. What it owns stays. */
  remove(): void;
}

const prefix = 'strongroom-test-';

/** @throws when this is not root, naming what to do */
export function makePerson(): Person {
  if (process.getuid?.() !== 0) throw new Error('only root may read the memory of a sandboxed browser: run this as root (sudo npm test)');
  removeOrphans();
  const name = `${prefix}${process.pid}`;
  execFileSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ]);
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' })));
  if (!uid || !gid) throw new Error(`the account ${name} has no number`);
  return { name, uid, gid, remove: () => removeAccount(name) };
}

/** Of tests that were killed. */
function removeOrphans(): void {
  for (const [, name = '', pid = ''] of readFileSync('/etc/passwd', 'utf8').matchAll(new RegExp(`^(${prefix}(\\d+)):`, 'gm'))) {
    if (!existsSync(`/proc/${pid}`)) removeAccount(name);
  }
}

const removeAccount = (name: string): void => void execFileSync('userdel', ['--force', name], { stdio: ['ignore', 'ignore', 'pipe'] });

/** Runs a child as this person, in an environment of its own. */
export const as = ({ uid, gid }: Person, home: string, more: NodeJS.ProcessEnv): SpawnOptions => ({
  uid,
  gid,
  cwd: home,
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', ...more },
});
