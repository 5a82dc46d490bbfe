import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { nssWrapper } from '../../main/setup/system-package.js';

/** The newest of Azure's libraries, and the newest that run on Node 20. */
export const generations = ['newest', 'node20'] as const;
export type Generation = (typeof generations)[number];

interface Configured {
  readonly tenantId: string;
  readonly clientId: string;
  readonly authorityHost: string;
}

/** How the program proves itself; `default` and `managed-identity` by nothing but their environment. */
export type SdkCredential =
  | (Configured & { readonly kind: 'secret'; readonly secret: string })
  | (Configured & { readonly kind: 'certificate'; readonly certificatePath: string })
  | { readonly kind: 'default' | 'managed-identity' };

export interface SdkSetting {
  readonly generation: Generation;
  /** Which program it is; one of secrets where nothing is said. */
  readonly uses?: 'keys';
  readonly vaultUrl: string;
  readonly credential: SdkCredential;
  /** How often a request that was refused for now is repeated: three times where it is not said, as in Azure's libraries. */
  readonly retries?: number;
}

/** What the machine of an application has. */
export interface SdkMachine {
  /** PEM of what it trusts besides the usual. */
  readonly ca: string;
  /** Names that are this machine. */
  readonly hosts: readonly string[];
  /** Where it finds them, if not at 127.0.0.1. */
  readonly address?: string;
  /** Environment beside that. */
  readonly env?: Readonly<Record<string, string>>;
}

const failure = z.object({
  name: z.string(),
  message: z.string(),
  status: z.number().optional(),
  code: z.string().optional(),
  retryAfter: z.string().optional(),
  /** `innererror`. */
  inner: z.string().optional(),
});
export type SdkFailure = z.infer<typeof failure>;

const answer = z.union([z.object({ value: z.unknown() }), z.object({ failure })]);

/** A running program with Azure's libraries in it. */
export interface SdkChild {
  /** @throws SdkError as the library failed in the program */
  ask(act: string, ...words: readonly unknown[]): Promise<unknown>;
  /** The failure that must come. @throws Error when there is none */
  refusal(act: string, ...words: readonly unknown[]): Promise<SdkFailure>;
  close(): Promise<void>;
}

export class SdkError extends Error {
  readonly failure: SdkFailure;
  constructor(given: SdkFailure) {
    super(`${given.name} ${given.status ?? ''}: ${given.message}`);
    this.failure = given;
  }
}

/**
 * Starts an application in a process of its own: it looks names up in a file of its own, trusts one authority more, and has none of the
 * environment of the test. Nothing relaxes a check.
 */
export function openSdkChild(machine: SdkMachine, setting: SdkSetting): SdkChild {
  const { folder, env } = furnish(machine);
  const program = join(import.meta.dirname, setting.uses === 'keys' ? 'sdk-key-program.js' : 'sdk-program.js');
  const child = spawn(nodeOf(setting.generation), [program, JSON.stringify(setting)], {
    env,
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complained = '';
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));

  async function exchange(act: string, words: readonly unknown[]) {
    child.stdin.write(`${JSON.stringify({ act, words })}\n`);
    const line = await lines.next();
    if (line.done) throw new Error(`the application ended: ${complained}`);
    return answer.parse(JSON.parse(line.value));
  }
  return {
    async ask(act, ...words) {
      const given = await exchange(act, words);
      if ('failure' in given) throw new SdkError(given.failure);
      return given.value;
    },
    async refusal(act, ...words) {
      const given = await exchange(act, words);
      if ('failure' in given) return given.failure;
      throw new Error(`${act} was not refused`);
    },
    async close() {
      child.stdin.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder that is home to an application, and the environment it is started with. */
export function furnish({ ca, hosts, address = '127.0.0.1', env = {} }: SdkMachine): { folder: string; env: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-application-'));
  writeFileSync(join(folder, 'hosts'), hosts.map((name) => `${address} ${name}\n`).join(''));
  writeFileSync(join(folder, 'ca.pem'), ca);
  return {
    folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      LD_PRELOAD: nssWrapper.proof,
      // The wrapper reads its file once for all threads, and not in turn.
      UV_THREADPOOL_SIZE: '1',
      NSS_WRAPPER_HOSTS: join(folder, 'hosts'),
      NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
      ...env,
    },
  };
}

/** Older libraries run on the machine's own Node 20 where there is one, all else on the Node of the tests. */
function nodeOf(generation: Generation): string {
  if (generation === 'newest') return process.execPath;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const found = folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path) && isNode20(path));
  return found ?? process.execPath;
}

const isNode20 = (path: string): boolean => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v20.');
