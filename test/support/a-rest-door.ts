import { createPrivateKey, randomUUID } from 'node:crypto';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Metered } from '../../app/endpoint/meter.ts';
import type { MadeCertificate } from '../../app/endpoint/certificate-maker.ts';
import { createCertificateMaker } from '../../main/authority/certificate-maker.ts';
import { type Leaf, openRest, type RestDeps, type RestDoor } from '../../main/rest/rest-door.ts';
import { openRestClient, type RestClient } from './rest-client.ts';
import { scriptCorridor, type Script } from './scripted-corridor.ts';

export const tenantId = '5a0c2f0e-7a4f-4c55-8a55-5f5f1d8a1c11';

/** What a test may look at from outside the door for applications. */
export interface OpenedRest {
  readonly door: RestDoor;
  readonly corridor: ReturnType<typeof scriptCorridor>;
  readonly rest: RestClient;
  readonly ca: string;
  readonly noted: Metered[];
  readonly bugs: unknown[];
  /** Names that a certificate was asked for. */
  readonly shown: string[];
  close(): Promise<void>;
}

/** A door of the real kind on a scripted corridor, on ports that are free. */
export async function aRestDoor(script: Script = {}, change: Partial<RestDeps> = {}): Promise<OpenedRest> {
  const corridor = scriptCorridor(script);
  const noted: Metered[] = [];
  const bugs: unknown[] = [];
  const shown: string[] = [];
  const { ca, leaf } = await aLeafBook();
  const door = await openRest({
    corridor,
    names: { suffix: 'vault.localhost', authority: 'login.localhost', port: 0, tenantId, byPort: [] },
    leaf: (host) => {
      shown.push(host);
      return leaf(host);
    },
    address: 'loopback',
    limit: { connections: 64 },
    login: [],
    meter: { note: (metered) => noted.push(metered) },
    newId: randomUUID,
    now: () => 1_800_000_000_000,
    onBug: (error) => bugs.push(error),
    ...change,
  });
  const rest = openRestClient({ port: door.port, ca });
  return {
    door,
    corridor,
    rest,
    ca,
    noted,
    bugs,
    shown,
    async close() {
      rest.close();
      await door.close();
    },
  };
}

/** Certificates by an authority of the test's own. */
export async function aLeafBook(): Promise<{ readonly ca: string; readonly leaf: (host: string) => Promise<Leaf> }> {
  const maker = createCertificateMaker();
  const authority = await maker.makeAuthority('Test', Date.now());
  const leaves = new Map<string, Promise<Leaf>>();
  const issue = async (host: string): Promise<Leaf> =>
    toLeaf(await maker.issue({ pem: authority.publicPart, secret: authority.secret }, host, Date.now()));
  return {
    ca: authority.publicPart,
    leaf: (host) => {
      const leaf = leaves.get(host) ?? issue(host);
      leaves.set(host, leaf);
      return leaf;
    },
  };
}

function toLeaf({ publicPart, secret }: MadeCertificate): Leaf {
  const key = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
  return { cert: publicPart, key: key.export({ format: 'pem', type: 'pkcs8' }).toString() };
}

export interface RawAnswer {
  /** 0 where the connection was ended without one. */
  readonly status: number;
  readonly text: string;
  /** Whether the door ended the connection. */
  readonly closed: boolean;
}

/** A connection on which a test says what it likes. */
export interface Wire {
  readonly socket: TLSSocket;
  say(text: string): void;
  /** The next whole answer, or what came before the connection ended. */
  hear(): Promise<RawAnswer>;
  /** When the door has ended the connection. */
  readonly ended: Promise<void>;
}

/** Connects to a door as `payroll.vault.localhost`, with every check of TLS on. */
export async function aWire({ door, ca }: Pick<OpenedRest, 'door' | 'ca'>, option: ConnectionOptions = {}): Promise<Wire> {
  const socket = connect({ host: '127.0.0.1', port: door.port, ca, servername: 'payroll.vault.localhost', ...option });
  const heard = { text: '' };
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => void (heard.text += part));
  // What a door that ends a connection leaves behind is for `ended` to tell.
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    void ended.then(() => reject(new Error('the connection was ended')));
  });
  const hear = (): Promise<RawAnswer> =>
    new Promise((resolve) => {
      const look = (): void => {
        const length = lengthOf(heard.text);
        if (length === undefined && !socket.destroyed) return;
        socket.off('data', look);
        const text = heard.text.slice(0, length);
        heard.text = heard.text.slice(text.length);
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, closed: /^connection: close\r$/im.test(text) });
      };
      socket.on('data', look);
      void ended.then(look);
      look();
    });
  return { socket, say: (text) => void socket.write(text, 'latin1'), hear, ended };
}

/** Characters of the first answer, once it is whole. */
function lengthOf(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const body = Number(/^content-length: (\d+)\r$/im.exec(text.slice(0, head + 2))?.[1] ?? 0);
  return text.length >= head + 4 + body ? head + 4 + body : undefined;
}

/** Says one thing and hears the answer. */
export async function sayOnce(opened: OpenedRest, text: string): Promise<RawAnswer> {
  const wire = await aWire(opened);
  wire.say(text);
  const answer = await wire.hear();
  wire.socket.destroy();
  return answer;
}
