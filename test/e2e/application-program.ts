import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { furnish } from '../support/sdk-child.ts';

const root = join(import.meta.dirname, '../..');

/** What a program said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where a program of somebody else's lies on this computer: beside Azure's libraries, and nothing of ours. */
export interface Program {
  /** Where it finds the authority's certificate. */
  readonly ca: string;
  /** Runs the code in a process of its own, with the settings as a shell takes them. */
  run(settings: string, code: string): Promise<Said>;
  remove(): void;
}

/** @param hosts names that this computer answers to, as its hosts file would have them */
export function placeProgram(hosts: readonly string[]): Program {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/application-'));
  const home = furnish({ ca: '', hosts });
  const { NODE_EXTRA_CA_CERTS: _given, ...env } = home.env;
  return {
    ca: join(folder, 'strongroom-ca.pem'),
    run(settings, code) {
      writeFileSync(join(folder, 'settings.sh'), settings);
      writeFileSync(join(folder, 'program.mjs'), code);
      return run(['-c', '. ./settings.sh && exec "$0" program.mjs', process.execPath], { cwd: folder, env });
    },
    remove() {
      for (const path of [folder, home.folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}

function run(words: readonly string[], option: { cwd: string; env: Record<string, string> }): Promise<Said> {
  const child = spawn('bash', words, { ...option, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
