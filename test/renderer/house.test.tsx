import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { queryKey } from '../../renderer/api/query.ts';
import { aSession } from './support/sample.ts';
import { busyHouse } from './support/door-scene.ts';
import { withLayout } from './support/layout.ts';
import { openDoor } from './support/open-door.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const here = () => within(screen.getByRole('navigation', { name: 'Places' })).getByRole('link', { current: 'page' }).textContent;

it('another session starts at the overview, and comes upon nothing that was typed before it', async () => {
  const now = Date.now();
  const scene = busyHouse(now);
  const { user, queries } = await openDoor(scene, 'Overview');
  await user.click(screen.getByRole('link', { name: 'Secrets' }));
  await user.type(await screen.findByRole('textbox', { name: 'Search secrets' }), 'lena');
  scene.session = aSession(now, { id: crypto.randomUUID() });
  await queries.refetchQueries({ queryKey: queryKey.session });
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  expect(here()).toBe('Overview');
  await user.click(screen.getByRole('link', { name: 'Secrets' }));
  const search = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Search secrets' });
  expect(search.value).toBe('');
});

it('the same session stays where it is when it is asked for again', async () => {
  const { user, queries } = await openDoor(busyHouse(Date.now()), 'Overview');
  await user.click(screen.getByRole('link', { name: 'Secrets' }));
  await screen.findByRole('heading', { level: 1, name: 'Secrets' });
  await queries.refetchQueries({ queryKey: queryKey.session });
  expect(here()).toBe('Secrets');
});
