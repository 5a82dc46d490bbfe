import { lookup } from 'node:dns/promises';
import { text } from 'node:stream/consumers';
import { exit, kill, pid, ppid, stdin, stdout } from 'node:process';
import { connect, getCACertificates } from 'node:tls';
import { type CheckLine, checkQuestion } from './check-letter.ts';

/**
 * Asks the system's own resolver and its own store of trusted authorities, as programs on this machine do. In a process of its own: the
 * resolver blocks threads for as long as it likes, and nothing that is found here may change what the engine trusts.
 */
const question = checkQuestion.parse(JSON.parse(await text(stdin)));
const [first = ''] = question.hosts;
const place = question.address === 'loopback' ? '127.0.0.1' : question.address;

// Whoever asked is gone: nobody reads the answer.
setInterval(() => process.ppid !== ppid && kill(pid, 'SIGKILL'), 1_000).unref();

const say = (line: CheckLine): void => void stdout.write(`${JSON.stringify(line)}\n`);

/** The system knows no such name, or can't tell: either way a program would not find it. */
async function find(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return [];
    throw error;
  }
}

/** Whether a connection that checks everything came through. @param ca authorities to trust, as PEM */
function reach(ca: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: place, port: question.port, servername: first, ca: [...ca], minVersion: 'TLSv1.2' });
    const end = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('secureConnect', () => end(socket.authorized));
    // Refused, or not trusted: what is asked is only whether it came through.
    socket.once('error', () => end(false));
  });
}

const names = question.hosts.map(async (host) => say({ about: 'name', host, addresses: await find(host) }));
const system = reach(getCACertificates('system')).then((trusts) => say({ about: 'system', trusts }));
const { authority } = question;
const own = authority === undefined ? system : reach([authority]).then((reached) => say({ about: 'authority', reached }));
await Promise.all([...names, system, own]);
stdout.write('', () => exit(0));
