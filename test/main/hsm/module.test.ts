import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFaultModule } from './support/fault-module.ts';
import { softHsm } from '../../support/soft-hsm.ts';
import { aGround, moduleId, refusal } from './support/soft-token.ts';

const never = new AbortController().signal;

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
});
