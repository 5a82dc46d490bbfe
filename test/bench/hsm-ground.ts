import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HsmHosts, HsmPlace } from '../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';
import { createHsmHosts, usualPace } from '../../main/hsm/hosts.ts';
import { createSystemClock } from '../../main/system-clock.ts';
import { bindToken, softHsm, softHsmIn } from '../support/soft-hsm.ts';
import { type BenchHouse, openBenchHouse, undressed } from './corridor-house.ts';
import type { LoopPlace } from './cryptoki-loop.ts';
import { SkipError } from './part.ts';

const label = 'Bench HSM';
const pin = '123456';

export const vault = 'strong';
/** Of each kind one in the token and one in software; the names are those of their types. */
const types = ['RSA-HSM', 'EC-HSM', 'oct-HSM', 'RSA', 'EC', 'oct'] as const;
export type KeyName = (typeof types)[number];

/** A house with a token, a vault that is bound to it, and keys in both. */
export interface HsmGround {
  readonly house: BenchHouse;
  readonly hosts: HsmHosts;
  readonly loop: LoopPlace;
  /** As many as a host lends out of one token. */
  readonly sessions: number;
  /** Where the key of this name is in the token. */
  placeOf(name: KeyName): HsmPlace;
  close(): Promise<void>;
}

/** @throws SkipError where SoftHSM is missing */
export async function openHsmGround(folder: string): Promise<HsmGround> {
  if (!existsSync(softHsm)) throw new SkipError('there is no SoftHSM: apt-get install softhsm2');
  const env = { PATH: process.env['PATH'], ...softHsmIn(folder) };
  const hosts = createHsmHosts({
    node: process.execPath,
    child: join(import.meta.dirname, '../../main/hsm/host-child.ts'),
    env,
    clock: createSystemClock(),
    crypto: createKeyCrypto(),
  });
  const data = join(folder, 'house');
  mkdirSync(data, { mode: 0o700 });
  const house = await openBenchHouse(data, { ...undressed, hsm: hosts });
  const token = await bindToken(house.window, { vault, label, pin, keep: false });
  const objects = new Map<string, Uint8Array>();
  for (const type of types) {
    const key = await house.window.call('KeyCreate', { vault, name: type, type, enabled: true, tags: {} });
    objects.set(type, Buffer.from(key.version, 'hex'));
  }
  return {
    house,
    hosts,
    loop: { library: softHsm, label, pin, env },
    sessions: usualPace.pool.sessions,
    placeOf: (name) => ({ token, object: objects.get(name) ?? new Uint8Array(0) }),
    async close() {
      await house.close();
      await hosts.stop();
    },
  };
}
