import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HsmHosts, TokenName } from '../../../../app/hsm/hsm-host.ts';
import { createKeyCrypto } from '../../../../main/crypto/key-crypto.ts';
import { createHsmHosts, type HostPace, type HsmHostsDeps } from '../../../../main/hsm/hosts.ts';
import { createSystemClock } from '../../../../main/system-clock.ts';

export const softHsm = '/usr/lib/softhsm/libsofthsm2.so';
export const moduleId = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
export const aPin = () => new TextEncoder().encode('123456');
export const officerPin = () => new TextEncoder().encode('87654321');

/** A folder with tokens of the test's own. */
export function aTokenFolder(): { readonly folder: string; readonly env: NodeJS.ProcessEnv; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  const conf = join(folder, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n`);
  return { folder, env: { ...process.env, SOFTHSM2_CONF: conf }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const someHosts = (env: NodeJS.ProcessEnv, other: Partial<HsmHostsDeps> = {}): HsmHosts =>
  createHsmHosts({
    node: process.execPath,
    child: join(import.meta.dirname, '../../../../main/hsm/host-child.ts'),
    env,
    clock: createSystemClock(),
    crypto: createKeyCrypto(),
    pace: quickPace,
    ...other,
  });

const quickPace: HostPace = {
  patience: { load: 20_000, use: 20_000, pin: 20_000, make: 60_000 },
  rule: { firstMs: 10, mostMs: 100, most: 3, withinMs: 60_000 },
  pool: { sessions: 4, waitMs: 10_000, lookMs: 100 },
};

/** Settles when what the hosts see is so. */
export function seen(hosts: HsmHosts, is: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = hosts.watch(() => {
      if (!is()) return;
      stop();
      resolve();
    });
    if (is()) {
      stop();
      resolve();
    }
  });
}

export const isReady = (hosts: HsmHosts) => hosts.current().every(({ state }) => state === 'ready');

/** Loads a module, and initialises its first blank slot. */
export async function anOpenToken(hosts: HsmHosts, path = softHsm, label = 'Office HSM'): Promise<TokenName> {
  hosts.apply([{ id: moduleId, path, parameters: '' }]);
  await seen(hosts, () => isReady(hosts));
  const slot = hosts.current()[0]?.slots.find(({ token }) => token === 'blank')?.slot ?? 0;
  const token = await hosts.initialise({ module: moduleId, slot, label }, { officer: officerPin(), user: aPin() });
  await hosts.open(token, aPin());
  return token;
}
