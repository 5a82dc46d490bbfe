import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fullScene, type Scene } from '../../support/scene.ts';
import { aLockedToken, aModuleWith } from '../../support/scripted-hsm.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function atOverview(change: (scene: Scene) => void) {
  const scene = fullScene(Date.now());
  change(scene);
  const house = openConsole(scene, '/');
  await screen.findByRole('button', { name: /^Signed in since/ });
  return house;
}

const inFoot = () => screen.queryByRole('button', { name: /^HSM: / });

it('the foot says how modules and tokens stand, leads to them, and listens to them once', async () => {
  const { person, client } = await atOverview(({ key }) => (key.modules = [aModuleWith({ ...aLockedToken, keyCount: 2 })]));
  await person.click(await screen.findByRole('button', { name: 'HSM: 1 module ready, 0 of 1 token open' }));
  await screen.findByRole('heading', { level: 1, name: 'HSM' });
  expect(client.asked.filter((name) => name === 'HsmFollow')).toEqual(['HsmFollow']);
});

it('where there is no module the foot says nothing, and nothing is listened to', async () => {
  const { client } = await atOverview(({ key }) => (key.modules = []));
  await waitFor(() => expect(client.asked).toContain('HsmModuleList'));
  await screen.findByRole('heading', { name: 'Needs attention' });
  expect(inFoot()).toBeNull();
  expect(client.asked).not.toContain('HsmFollow');
});

it('who may not see modules is shown none, and asks for none', async () => {
  const { client } = await atOverview(
    ({ access }) =>
      (access.refuse = ({ operation }) =>
        operation === 'HsmModuleList' ? { missing: 'Strongroom.Instance/hsm/read', grantors: [] } : undefined),
  );
  await screen.findByRole('heading', { name: 'Needs attention' });
  await waitFor(() => expect(client.asked).toContain('KeyAttention'));
  expect(inFoot()).toBeNull();
  expect(client.asked).not.toContain('HsmModuleList');
});
