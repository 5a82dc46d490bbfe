import { spawn } from 'node:child_process';
import type { Keychain } from '../../app/seal/crypto.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { secretServiceTrust } from './secret-service.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';

export interface KeychainDeps {
  /** The pinned Node. */
  readonly node: string;
  /** `keychain-child.ts`, or what it was built into. */
  readonly child: string;
  /** Name under which every item is kept; people see it in their keychain. */
  readonly service: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** After which the keychain is taken as refusing. */
  readonly deadlineMs: number;
}

interface Answer {
  /** Exit code of the child; undefined when it was killed or could not start. */
  readonly code: number | undefined;
  /** Zeroed by the receiver. */
  readonly output: Uint8Array;
}

const outcome = { done: 0, missing: 3 } as const;

function join(chunks: readonly Buffer[]): Uint8Array {
  const whole = secretBytes(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
    chunk.fill(0);
  }
  return whole;
}

/**
 * Asks the keychain in a process of its own: the library calls the operating system synchronously, and a keychain that shows a
 * dialog or hangs must not hang the engine. Secrets cross by pipes, never by arguments or environment.
 */
function ask(deps: KeychainDeps, verb: 'read' | 'write' | 'remove', account: string, input?: Uint8Array): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(deps.node, ['--disable-sigusr1', deps.child, verb, deps.service, account], {
      env: deps.env,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    const end = (code: number | undefined) => {
      clearTimeout(timer);
      resolve({ code, output: join(chunks) });
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end(undefined);
    }, deps.deadlineMs);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => end(undefined));
    child.on('close', (code) => end(code ?? undefined));
    // A child that ends before it has read shows in its exit code, not here.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service (GNOME Keyring, KDE Wallet)
 * elsewhere. Answers within the deadline, whatever the keychain does.
 */
export function createKeychain(deps: KeychainDeps): Keychain {
  const refused = () => new VaultError('KeychainUnavailable', { reason: 'refused' });

  async function trust(): ReturnType<Keychain['trust']> {
    switch (deps.platform) {
      case 'darwin':
      case 'win32':
        return 'trusted';
      case 'linux':
      case 'freebsd':
        return secretServiceTrust(deps);
      default:
        return 'absent';
    }
  }

  /** Nothing is written to a keychain that could not be trusted, and nothing read from one that someone may have put there. */
  async function assertTrusted(): Promise<void> {
    const found = await trust();
    if (found !== 'trusted') throw new VaultError('KeychainUnavailable', { reason: found });
  }

  return {
    trust,
    async read(account) {
      await assertTrusted();
      const { code, output } = await ask(deps, 'read', account);
      if (code === outcome.done) return output;
      output.fill(0);
      if (code === outcome.missing) return undefined;
      throw refused();
    },
    async write(account, value) {
      await assertTrusted();
      const { code } = await ask(deps, 'write', account, value);
      if (code !== outcome.done) throw refused();
    },
    async remove(account) {
      await assertTrusted();
      const { code } = await ask(deps, 'remove', account);
      if (code !== outcome.done && code !== outcome.missing) throw refused();
    },
  };
}
