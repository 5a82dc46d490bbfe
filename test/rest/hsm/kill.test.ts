import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import type { HsmModule } from '../../../app/contract/hsm.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { aFaultModule, type FaultModule } from '../../main/hsm/support/fault-module.ts';
import { anApplication, openRestHouse, type RestHouse, tokenOf, unlimited } from '../../support/a-rest-house.ts';
import { hostsOf } from '../../support/process-tree.ts';
import { bindToken, moduleWhen, softHsmIn } from '../../support/soft-hsm.ts';

const crypto = createKeyCrypto();
const vault = 'other';
const signs = 1000;
/** One more in two minutes, and the library is left alone until a person restarts it. */
const mostKills = 5;
const signed = z.object({ value: z.string() });
const isOpen = ({ state, tokens }: HsmModule): boolean => state === 'ready' && tokens.some((token) => token.state === 'open');

async function aBoundHouse() {
  let fault: FaultModule | undefined;
  const house = await openRestHouse(unlimited, (folder) => {
    fault = aFaultModule(folder);
    return softHsmIn(folder);
  });
  onTestFinished(() => house.close());
  if (!fault) throw new Error('no module');
  const plan = { vault, label: 'Office HSM', pin: '123456', keep: true, library: fault.path };
  const { module } = await bindToken(house.page, plan);
  const { publicKey } = await house.page.call('KeyCreate', { vault, name: 'signing', type: 'EC-HSM', enabled: true, tags: {} });
  if (!publicKey) throw new Error('no public key');
  fault.tell('C_Sign slow 20');
  return { house, module, publicKey };
}

/** On a busy machine one more process may end, for being slow; the library is then left alone, and somebody restarts it. */
async function whenOpen(page: RestHouse['page'], id: string): Promise<void> {
  const { state } = await moduleWhen(page, id, (it) => isOpen(it) || it.state === 'failed');
  if (state !== 'failed') return;
  await page.call('HsmModuleRestart', { id });
  await moduleWhen(page, id, isOpen);
}

/** Ends the process of the library every second, as the system does one that broke. */
function killHosts({ engine }: RestHouse): { readonly kills: () => number } {
  let kills = 0;
  const timer = setInterval(() => {
    if (kills === mostKills) return;
    for (const pid of hostsOf(engine.child.pid)) process.kill(pid, 'SIGKILL');
    kills += 1;
  }, 1000);
  onTestFinished(() => clearInterval(timer));
  return { kills: () => kills };
}

it(
  '1,000 signatures, while the library is killed every second, are each right, or refused for now, and so is the log of them',
  { timeout: 240_000 },
  async () => {
    const { house, module, publicKey } = await aBoundHouse();
    const signer = await anApplication(house.page, 'signer', [{ role: 'Key Vault Crypto User', scope: house.scopeOf(vault) }]);
    const token = await tokenOf(house, signer);
    const killer = killHosts(house);
    let refused = 0;
    let opening: Promise<unknown> | undefined;
    /** Of all who wait one looks. */
    const opened = () => (opening ??= whenOpen(house.page, module).finally(() => (opening = undefined)));
    const signOne = async (digest: Uint8Array): Promise<boolean> => {
      const body = { alg: 'ES256', value: Buffer.from(digest).toString('base64url') };
      const asked = { host: house.hostOf(vault), token, method: 'POST', path: '/keys/signing/sign?api-version=7.5', body };
      const answer = await house.rest.ask(asked);
      if (answer.status === 200) {
        const signature = new Uint8Array(Buffer.from(signed.parse(answer.body).value, 'base64url'));
        return crypto.verify(publicKey, 'ES256', digest, signature);
      }
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'ServiceUnavailable' } } });
      expect(answer.headers['retry-after']).toMatch(/^[1-9]$/);
      refused += 1;
      await opened();
      return signOne(digest);
    };
    const answers = await Promise.all(Array.from({ length: signs }, () => signOne(new Uint8Array(randomBytes(32)))));
    expect(answers.filter((isRight) => isRight)).toHaveLength(signs);
    expect(killer.kills()).toBeGreaterThanOrEqual(3);
    expect(refused).toBeGreaterThan(0);
    const countOf = async (result: 'succeeded' | 'failed' | 'refused') =>
      (await house.page.call('LogList', { limit: 1, filter: { operation: ['KeySign'], result: [result] } })).total.count;
    expect(await countOf('succeeded')).toBe(signs);
    expect((await countOf('failed')) + (await countOf('refused'))).toBe(refused);
  },
);
