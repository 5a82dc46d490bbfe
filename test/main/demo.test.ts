import { expect, it } from 'vitest';
import { seedDemo, demoPassphrase } from '../../main/demo.ts';
import { newGround, startEngine, utf8 } from '../support/a-house.ts';

it('the demo is a small organisation that one can sign in to', async () => {
  const ground = newGround();
  const engine = await startEngine(ground);
  await seedDemo(engine.corridor, ground.clock.now());
  const window = engine.window();
  await window.call('SessionCreate', { person: 'demo', password: utf8(demoPassphrase) });
  const { items } = await window.call('VaultList', {});
  expect(items.map((vault) => vault.name)).toEqual(['network', 'payroll', 'platform', 'shop-prod', 'shop-test']);
  expect(items.reduce((sum, vault) => sum + vault.secretCount, 0)).toBeGreaterThan(30);
  expect(engine.bugs).toEqual([]);
});
