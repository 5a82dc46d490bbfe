import { expect, it } from 'vitest';
import { seedDemo, demoPassphrase } from '../../main/demo.ts';
import { newGround, signIn, startEngine, utf8 } from '../support/a-house.ts';

it('the demo is a small organisation that one can sign in to', async () => {
  const ground = newGround();
  const engine = await startEngine(ground);
  await seedDemo(engine.corridor, ground.clock.now());
  const window = engine.window();
  await window.call('SessionCreate', { person: 'demo', password: utf8(demoPassphrase) });
  const { items } = await window.call('VaultList', {});
  expect(items.map((vault) => vault.name)).toEqual(['network', 'payroll', 'platform', 'shop-prod', 'shop-test']);
  expect(items.reduce((sum, vault) => sum + vault.secretCount, 0)).toBeGreaterThan(30);
  const attention = await window.call('KeyAttention', {});
  expect(attention.total).toBeGreaterThan(5);
  expect(attention.expiring).toBeGreaterThan(0);
  expect(engine.bugs).toEqual([]);
});

it('a developer and an auditor work in the demo, each with what is theirs', async () => {
  const ground = newGround();
  const engine = await startEngine(ground);
  await seedDemo(engine.corridor, ground.clock.now());
  const [developer, auditor] = [engine.window(), engine.window()];
  expect(await signIn(developer, demoPassphrase, 'dev')).toMatchObject({ start: 'find', logScopes: [] });
  await developer.call('SecretGet', { vault: 'payroll', name: 'payroll-smtp-key' });
  await developer.call('SecretGet', { vault: 'platform', name: 'grafana-admin-token' });
  await expect(developer.call('SecretGet', { vault: 'payroll', name: 'hr-export-token' })).rejects.toMatchObject({ code: 'Forbidden' });
  expect(await signIn(auditor, demoPassphrase, 'audit')).toMatchObject({ start: 'log', logScopes: ['/'] });
  expect((await auditor.call('LogList', { limit: 10, filter: {} })).rows.length).toBe(10);
  await expect(auditor.call('SecretGet', { vault: 'platform', name: 'grafana-admin-token' })).rejects.toMatchObject({ code: 'Forbidden' });
});
