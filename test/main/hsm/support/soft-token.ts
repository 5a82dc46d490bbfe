import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { HsmHosts, HsmPlace, ModuleSight, TokenName, TokenSight } from '../../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../../main/crypto/key-crypto.ts';
import { createHsmHosts, type HostPace } from '../../../../main/hsm/hosts.ts';
import { createSystemClock } from '../../../../main/system-clock.ts';
import { softHsm, softHsmIn } from '../../../support/soft-hsm.ts';

const nss = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/libsoftokn3.so`;

export const moduleId = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const text = (word: string) => new TextEncoder().encode(word);
export const aPin = () => text('123456');
export const officerPin = () => text('87654321');
export const otherPin = () => text('654321');

const hostChild = join(import.meta.dirname, '../../../../main/hsm/host-child.ts');

const quick: HostPace = {
  patience: { load: 30_000, use: 30_000, pin: 30_000, make: 60_000 },
  rule: { firstMs: 10, mostMs: 100, most: 3, withinMs: 60_000 },
  pool: { sessions: 4, waitMs: 20_000, lookMs: 50 },
};

/** A library, what it is told at its start. */
interface Library {
  readonly path: string;
  readonly parameters: string;
}

export interface Ground {
  readonly folder: string;
  readonly hosts: HsmHosts;
  sight(): ModuleSight;
  token(name: TokenName): TokenSight | undefined;
  /** Settles when what is seen is so. */
  seen(is: (sight: ModuleSight) => boolean): Promise<void>;
}

export interface GroundPlan {
  readonly pace?: Partial<HostPace>;
  readonly env?: NodeJS.ProcessEnv;
  readonly child?: string;
  /** Made in the folder of the test. */
  readonly library?: (folder: string) => Library;
}

/** SoftHSM with tokens of its own, in a folder that goes with the test. */
export function aGround(plan: GroundPlan = {}): Ground {
  const ground = aLastingGround(plan);
  onTestFinished(ground.end);
  return ground;
}

/** The same for several tests, which end it. */
export function aLastingGround({ pace = {}, env = {}, child = hostChild, library = () => soft }: GroundPlan = {}): Ground & {
  end(): Promise<void>;
} {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-hsm-'));
  const hosts = createHsmHosts({
    node: process.execPath,
    child,
    env: { PATH: process.env['PATH'], ...softHsmIn(folder), ...env },
    clock: createSystemClock(),
    crypto: createKeyCrypto(),
    pace: { ...quick, ...pace },
  });
  const end = async (): Promise<void> => {
    await hosts.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  hosts.apply([{ id: moduleId, ...library(folder) }]);
  const sight = (): ModuleSight => {
    const [only] = hosts.current();
    if (!only) throw new Error('no module');
    return only;
  };
  const seen: Ground['seen'] = (is) =>
    new Promise((resolve) => {
      const look = () => {
        if (!is(sight())) return;
        stop();
        resolve();
      };
      const stop = hosts.watch(look);
      look();
    });
  const token = (name: TokenName) => sight().tokens.find(({ serial, label }) => serial === name.serial && label === name.label);
  return { folder, hosts, sight, token, seen, end };
}

const soft: Library = { path: softHsm, parameters: '' };

/** NSS keeps its token in a folder that it is told at its start; its first slot is no token for keys. */
export const nssIn = (folder: string): Library => ({
  path: nss,
  parameters: `configdir='sql:${folder}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=`,
});

/** Initialises the first blank slot, and signs its user in. */
export async function anOpenToken({ hosts, sight, seen }: Ground): Promise<TokenName> {
  const token = await aToken({ hosts, sight, seen });
  await hosts.open(token, aPin());
  return token;
}

export async function aToken({ hosts, sight, seen }: Pick<Ground, 'hosts' | 'sight' | 'seen'>, label = 'Office HSM'): Promise<TokenName> {
  await seen(({ state }) => state === 'ready');
  const slot = sight().slots.find(({ token }) => token === 'blank')?.slot;
  if (slot === undefined) throw new Error('no blank slot');
  return hosts.initialise({ module: moduleId, slot, label }, { officer: officerPin(), user: aPin() });
}

export const aPlace = (token: TokenName): HsmPlace => ({ token, object: new Uint8Array(randomBytes(16)) });

export const anyUse = { sign: true, decrypt: true, unwrap: true } as const;
export const signUse = { sign: true, decrypt: false, unwrap: false } as const;

/** A vault error of this code, and with this among its data. */
export const refusal = (code: string, data: object = {}) => ({ code, data: expect.objectContaining(data) as object });
