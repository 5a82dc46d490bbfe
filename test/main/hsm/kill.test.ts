import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { hostsOf } from '../../support/process-tree.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, aPin, aPlace, signUse } from './support/soft-token.ts';

const crypto = createKeyCrypto();
const spec = { family: 'EC', curve: 'P-256' } as const;
const signs = 1000;

/** What may be asked again. */
const retryable = expect.stringMatching(/^Hsm(?:Unavailable|TokenLocked)$/) as unknown;

/** A key in a token that takes its time, and how often it was refused. */
async function aSlowGround(milliseconds: number) {
  let fault: FaultModule | undefined;
  const ground = aGround({
    pace: { rule: { firstMs: 1, mostMs: 10, most: 10_000, withinMs: 1000 } },
    library(folder) {
      fault = aFaultModule(folder);
      return { path: fault.path, parameters: '' };
    },
  });
  const { hosts } = ground;
  const name = await anOpenToken(ground);
  const place = aPlace(name);
  const { publicKey } = await hosts.generate(place, spec, signUse);
  fault?.tell(`C_Sign slow ${milliseconds}`);
  const key = hosts.key(place, spec);
  const refusals: unknown[] = [];
  return {
    ...ground,
    name,
    refusals,
    /** @returns undefined where it was refused */
    sign: (digest: Uint8Array): Promise<Uint8Array | undefined> =>
      key.sign('ES256', digest).catch((error: unknown) => {
        refusals.push(error);
        return undefined;
      }),
    isRight: async (digest: Uint8Array, signature: Uint8Array) =>
      publicKey !== undefined && crypto.verify(publicKey, 'ES256', digest, signature),
    /** Opens the token again whenever it is seen locked, as the house does that keeps its PIN. */
    keepOpen(): void {
      const isLocked = () => ground.token(name)?.state === 'locked';
      const stop = hosts.watch(() => {
        if (isLocked()) void hosts.open(name, aPin()).catch((error: unknown) => refusals.push(error));
      });
      onTestFinished(stop);
    },
  };
}

/** Ends the process of the library, as the system does one that broke, again and again by the clock. @param isUp whether it works again */
function killEvery(milliseconds: number, isUp: () => boolean): { readonly kills: () => number; stop(): void } {
  let kills = 0;
  const timer = setInterval(() => {
    // On a busy machine it takes longer than that to come back.
    if (!isUp()) return;
    for (const pid of hostsOf(process.pid)) {
      process.kill(pid, 'SIGKILL');
      kills += 1;
    }
  }, milliseconds);
  const stop = (): void => clearInterval(timer);
  onTestFinished(stop);
  return { kills: () => kills, stop };
}

describe(
  `${signs.toLocaleString('en')} signatures at once, while the process of the library is killed every second`,
  { timeout: 180_000 },
  () => {
    it('are each right, or refused in a way that may be asked again, and right then: none is lost', async () => {
      const ground = await aSlowGround(20);
      ground.keepOpen();
      const killer = killEvery(1000, () => ground.token(ground.name)?.state === 'open');
      const signOne = async (digest: Uint8Array): Promise<boolean> => {
        const signature = await ground.sign(digest);
        if (signature) return ground.isRight(digest, signature);
        await ground.seen(({ tokens }) => tokens.some(({ state }) => state === 'open'));
        return signOne(digest);
      };
      const answers = await Promise.all(Array.from({ length: signs }, () => signOne(new Uint8Array(randomBytes(32)))));
      killer.stop();
      expect(answers.filter((isRight) => isRight)).toHaveLength(signs);
      expect(killer.kills()).toBeGreaterThanOrEqual(3);
      await ground.seen(({ crashes }) => crashes === killer.kills());
      expect(ground.refusals.length).toBeGreaterThan(0);
      for (const error of ground.refusals) expect(error).toMatchObject({ code: retryable });
    });
  },
);

describe('a token that is pulled out in the middle of signatures', { timeout: 60_000 }, () => {
  it('answers each rightly or refuses it, and goes on when it is back', async () => {
    const ground = await aSlowGround(100);
    const [folder = ''] = readdirSync(join(ground.folder, 'tokens'));
    const [inside, outside] = [join(ground.folder, 'tokens', folder), join(ground.folder, 'pulled')];
    const digests = Array.from({ length: 40 }, () => new Uint8Array(randomBytes(32)));
    let pulled = false;
    const answers = await Promise.all(
      digests.map(async (digest) => {
        const signature = await ground.sign(digest);
        if (!pulled) renameSync(inside, outside);
        pulled = true;
        return signature;
      }),
    );
    const given = answers.flatMap((signature, at) => (signature ? [{ signature, digest: digests[at] ?? new Uint8Array() }] : []));
    for (const { digest, signature } of given) expect(await ground.isRight(digest, signature)).toBe(true);
    expect(given.length).toBeGreaterThan(0);
    expect(ground.refusals).toHaveLength(digests.length - given.length);
    expect(ground.refusals.length).toBeGreaterThan(0);
    for (const error of ground.refusals) expect(error).toMatchObject({ code: retryable });
    renameSync(outside, inside);
    // SoftHSM looks for tokens when it is loaded, and never again.
    await ground.hosts.restart(ground.sight().id);
    await ground.hosts.open(ground.name, aPin());
    const [digest = new Uint8Array(32)] = digests;
    expect(await ground.isRight(digest, (await ground.sign(digest)) ?? new Uint8Array())).toBe(true);
  });
});
