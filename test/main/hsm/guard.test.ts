import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pkcs11js from 'pkcs11js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCryptoki } from '../../../main/hsm/cryptoki.ts';
import { attributeType, mechanism, rv } from '../../../main/hsm/number.ts';
import { hostsOf } from '../../support/process-tree.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, anyUse, aPin, aPlace, type GroundPlan, refusal, signUse } from './support/soft-token.ts';

const p256 = { family: 'EC', curve: 'P-256' } as const;
const oct = { family: 'oct', bits: 256 } as const;
const digest = new Uint8Array(32).fill(7);

function withFault(...lines: readonly string[]): { readonly plan: GroundPlan; fault(): FaultModule } {
  let made: FaultModule | undefined;
  const library = (folder: string) => {
    made = aFaultModule(folder);
    made.tell(...lines);
    return { path: made.path, parameters: '' };
  };
  return {
    plan: { library },
    fault() {
      if (!made) throw new Error('no module');
      return made;
    },
  };
}

/** A host of another kind than the house's: a program that does this with its pipe. */
function aHostThat(does: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-host-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'host-child.mjs');
  writeFileSync(
    path,
    `import { Socket } from 'node:net';\nconst pipe = new Socket({ fd: 3 });\n${does}\nsetInterval(() => undefined, 1000);`,
  );
  return path;
}

describe('the binding', () => {
  it('is handed no number that there isn’t: it corrupts its heap with one', () => {
    for (const numbers of [attributeType, mechanism, rv]) {
      const all: unknown[] = Object.values(numbers);
      expect(all.every((number) => Number.isSafeInteger(number))).toBe(true);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('signs in its promise form, which holds on to what it is given, and never in that of callbacks', async () => {
    const called: string[] = [];
    const module = new Proxy(new pkcs11js.PKCS11(), {
      get:
        (_target, name) =>
        (...words: unknown[]) => {
          called.push(String(name));
          return String(name).endsWith('Async') ? Promise.resolve(words[1]) : undefined;
        },
    });
    const cryptoki = createCryptoki(module);
    const [session, key] = [Buffer.alloc(8), Buffer.alloc(8)];
    const data = Buffer.from(digest);
    for (const call of ['C_Sign', 'C_Encrypt', 'C_Decrypt'] as const)
      await cryptoki.operate(call, session, { mechanism: { mechanism: mechanism.ecdsa }, key }, { data, most: 64 });
    expect(called).toEqual(['C_SignInit', 'C_SignAsync', 'C_EncryptInit', 'C_EncryptAsync', 'C_DecryptInit', 'C_DecryptAsync']);
    expect(Object.keys(cryptoki).filter((name) => /finali[sz]e/i.test(name))).toEqual([]);
  });
});

describe('a library', { timeout: 60_000 }, () => {
  it('is told that it is called by several threads', async () => {
    const { plan } = withFault('C_Initialize threads');
    const ground = aGround(plan);
    const token = await anOpenToken(ground);
    const place = aPlace(token);
    await ground.hosts.generate(place, p256, signUse);
    await Promise.all(Array.from({ length: 40 }, () => ground.hosts.key(place, p256).sign('ES256', digest)));
    expect(ground.sight().crashes).toBe(0);
  });

  it('is left in the midst of signatures without crashing: its process ends, and nothing is tidied up in it', async () => {
    const { plan, fault } = withFault();
    const ground = aGround(plan);
    const token = await anOpenToken(ground);
    const place = aPlace(token);
    await ground.hosts.generate(place, p256, signUse);
    fault().tell('C_Sign slow 200');
    const signing = Array.from({ length: 20 }, () => ground.hosts.key(place, p256).sign('ES256', digest));
    const settled = Promise.allSettled(signing);
    await Promise.race(signing);
    await ground.hosts.restart(ground.sight().id);
    const answers = await settled;
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(error).toMatchObject(refusal('HsmUnavailable', { reason: 'starting' }));
    expect(ground.sight()).toMatchObject({ state: 'ready', crashes: 0 });
  });

  it('finds what it needs in its environment, a thread for each session, and nothing that bends Node or the loader', async () => {
    const ground = aGround({ env: { NODE_OPTIONS: '--inspect', LD_PRELOAD: '/nowhere.so', SECRET: 'secret' } });
    await ground.seen(({ state }) => state === 'ready');
    const [pid = 0] = hostsOf(process.pid);
    const names = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    expect(names).toContain('UV_THREADPOOL_SIZE=8');
    expect(names.some((line) => line.startsWith('SOFTHSM2_CONF='))).toBe(true);
    expect(names.filter((line) => /^(?:NODE_OPTIONS|LD_PRELOAD|SECRET)=/.test(line))).toEqual([]);
  });
});

describe('a key that was brought into a token', { timeout: 60_000 }, () => {
  it('lies in none of its files in clear', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const material = new Uint8Array(randomBytes(32));
    await ground.hosts.bring(aPlace(token), oct, anyUse, material);
    const tokens = join(ground.folder, 'tokens');
    const files = readdirSync(tokens, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(1);
    for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(Buffer.from(material))).toBe(false);
  });

  it('is gone when another program deleted it, and the next is found under the handle that it had', async () => {
    const ground = aGround();
    const token = await anOpenToken(ground);
    const other = aGround({ env: { SOFTHSM2_CONF: join(ground.folder, 'softhsm2.conf') } });
    await other.seen(({ tokens }) => tokens.length === 1);
    await other.hosts.open(token, aPin());
    const [place, next] = [aPlace(token), aPlace(token)];
    await ground.hosts.generate(place, p256, signUse);
    await ground.hosts.key(place, p256).sign('ES256', digest);
    await other.hosts.destroy(place);
    const gone = refusal('HsmUnavailable', { reason: 'key-gone', token: token.label });
    await expect(ground.hosts.key(place, p256).sign('ES256', digest)).rejects.toMatchObject(gone);
    await other.hosts.generate(next, p256, signUse);
    expect(await ground.hosts.key(next, p256).sign('ES256', digest)).toHaveLength(64);
  });
});

describe('a host', { timeout: 60_000 }, () => {
  it.each([
    ['what is no frame', `pipe.write(Buffer.alloc(64, 0x41));`],
    ['a frame without an end', `pipe.write(Buffer.from([0x7f, 0xff, 0xff, 0xff]));`],
    ['a frame of nothing that can be read', `pipe.write(Buffer.from([0, 0, 0, 4, 1, 2, 3, 4]));`],
    ['nothing, and goes', `process.exit(0);`],
  ])('that says %s is ended, and told as crashed', async (_what, does) => {
    const ground = aGround({ child: aHostThat(does), pace: { rule: { firstMs: 1, mostMs: 1, most: 1, withinMs: 600_000 } } });
    await ground.seen(({ state }) => state === 'failed');
    expect(ground.sight()).toMatchObject({ problem: 'crashed', crashes: 2, tokens: [] });
    await expect.poll(() => hostsOf(process.pid)).toEqual([]);
  });
});
