import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { isIPv4 } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { CancelledError } from '../../app/contract/vault-error.ts';
import type { NameAnswer, NameCheck, NameFinding, NameQuestion } from '../../app/endpoint/name-check.ts';
import { type CheckLine, checkLine, type CheckQuestion } from './check-letter.ts';

export interface CheckDeps {
  /** The pinned Node. */
  readonly node: string;
  /** `check-child.ts`, or what it was built into. */
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
  /** After so long the process is ended, in milliseconds. */
  readonly deadlineMs: number;
}

/** More than all answers together take. */
const mostChars = 1_000_000;

/** The check in a process of its own. @see NameCheck */
export const createNameCheck = (deps: CheckDeps): NameCheck => ({
  async ask(question, signal) {
    if (signal.aborted) throw new CancelledError();
    const child = spawn(deps.node, ['--disable-sigusr1', deps.child], {
      env: deps.env,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const stop = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    const deadline = setTimeout(stop, deps.deadlineMs);
    try {
      const lines = await exchange(child, { ...question, hosts: [...question.hosts] });
      if (signal.aborted) throw new CancelledError();
      return toFinding(question, lines);
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener('abort', stop);
    }
  },
});

/** @returns what it said until it ended, or was ended */
function exchange(child: ChildProcessByStdio<Writable, Readable, null>, question: CheckQuestion): Promise<CheckLine[]> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      said += chunk;
      if (said.length > mostChars) child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('close', () => resolve(wholeLines(said).map((line) => checkLine.parse(JSON.parse(line)))));
    // A child that ends before it has read shows in what it does not say.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(question));
  });
}

/** Without what is left of one that it was ended in. */
const wholeLines = (said: string): string[] => said.split('\n').slice(0, -1);

function toFinding(question: NameQuestion, lines: readonly CheckLine[]): NameFinding {
  const found = new Map<string, readonly string[]>();
  let [trusts, reached] = [false, false];
  for (const line of lines) {
    switch (line.about) {
      case 'name':
        found.set(line.host, line.addresses);
        break;
      case 'system':
        ({ trusts } = line);
        break;
      case 'authority':
        ({ reached } = line);
        break;
    }
  }
  return {
    names: question.hosts.map((host) => toAnswer(host, found.get(host) ?? [], question.address)),
    trust: trusts ? 'system' : 'not',
    // With a certificate of one's own there is no other authority to try.
    reached: reached || trusts ? 'yes' : 'no',
  };
}

function toAnswer(host: string, addresses: readonly string[], listened: string): NameAnswer {
  const [address] = addresses;
  if (address === undefined) return { host, resolves: 'no' };
  return { host, resolves: addresses.every((it) => isHere(it, listened)) ? 'here' : 'elsewhere', address };
}

/** RFC 1122 section 3.2.1.3 and RFC 4291 section 2.5.3, or the address that is listened on. */
const isHere = (address: string, listened: string): boolean =>
  listened === 'loopback' ? address === '::1' || (isIPv4(address) && address.startsWith('127.')) : address === listened;
