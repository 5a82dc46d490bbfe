import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFaultModule } from './support/fault-module.ts';
import { softHsm } from '../../support/soft-hsm.ts';
import { aGround, aPlace, moduleId, refusal } from './support/soft-token.ts';

const never = new AbortController().signal;

/** The host as it is where the binding, which is optional, was not installed. */
function aHostWithoutBinding(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-unbound-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'host-child.mjs');
  const host = pathToFileURL(join(import.meta.dirname, '../../../main/hsm/host-child.ts')).href;
  writeFileSync(
    path,
    `import { registerHooks } from 'node:module';
    registerHooks({
      resolve(name, context, next) {
        if (name === 'pkcs11js') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(name, context);
      },
    });
    await import('${host}');`,
  );
  return path;
}

describe('a library', { timeout: 60_000 }, () => {
  it('is looked at before it is added, and left again', async () => {
    const ground = aGround({ pace: { patience: { load: 4_000, use: 1_000, pin: 1_000, make: 1_000 } } });
    const fault = aFaultModule(ground.folder);
    const text = join(ground.folder, 'text.so');
    writeFileSync(text, 'no library');
    const inspect = (path: string) => ground.hosts.inspect({ id: moduleId, path, parameters: '' }, never);
    await inspect(softHsm);
    await inspect(fault.path);
    await expect(inspect('/nowhere/library.so')).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'missing' }));
    await expect(inspect(text)).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'not-a-module' }));
    fault.tell('C_Initialize error 0x5');
    await expect(inspect(fault.path)).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'refused' }));
    fault.tell('C_Initialize crash');
    await expect(inspect(fault.path)).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'crashed' }));
    fault.tell('C_Initialize hang');
    await expect(inspect(fault.path)).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'hung' }));
  });

  it('is found where its makers put it', async () => {
    expect(await aGround().hosts.find()).toContainEqual({ path: softHsm, name: 'SoftHSM' });
  });

  it('that is none is shown as failed, and why', async () => {
    const ground = aGround({ library: () => ({ path: '/nowhere/library.so', parameters: '' }) });
    await ground.seen(({ state }) => state === 'failed');
    expect(ground.sight()).toMatchObject({ problem: 'missing', crashes: 0, tokens: [] });
    ground.hosts.apply([]);
    expect(ground.hosts.current()).toEqual([]);
  });

  it('is unsupported where the part that speaks to libraries was not installed, and nothing else fails', async () => {
    const ground = aGround({ child: aHostWithoutBinding() });
    const unsupported = refusal('HsmModuleUnfit', { reason: 'unsupported' });
    await expect(ground.hosts.inspect({ id: moduleId, path: softHsm, parameters: '' }, never)).rejects.toMatchObject(unsupported);
    await ground.seen(({ state }) => state === 'failed');
    expect(ground.sight()).toMatchObject({ problem: 'unsupported', crashes: 0, tokens: [], slots: [] });
    const place = aPlace({ module: moduleId, serial: '1', label: 'Office HSM' });
    const signing = ground.hosts.key(place, { family: 'EC', curve: 'P-256' }).sign('ES256', new Uint8Array(32));
    await expect(signing).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'stopped' }));
  });
});
