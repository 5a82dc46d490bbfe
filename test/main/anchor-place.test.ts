import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, expect, it } from 'vitest';
import type { Keychain } from '../../app/seal/crypto.ts';
import { createAnchorPlaces } from '../../main/anchor-place.ts';

const refuse = () => Promise.reject(new Error('not asked for'));
const absent: Keychain = { trust: () => Promise.resolve('absent'), read: refuse, write: refuse, remove: refuse };

async function onFreshMachine() {
  const home = await mkdtemp(join(tmpdir(), 'anchor-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const state = join(home, '.local', 'state');
  const places = createAnchorPlaces(absent, { XDG_STATE_HOME: state })('0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11');
  return { state, places };
}

it('keeps the anchor on a machine that has no state folder yet, closed to everyone else', async () => {
  const { state, places } = await onFreshMachine();
  for (const { file } of places) await file.replace(Uint8Array.of(1, 2, 3));
  expect(await places[0]?.file.read()).toEqual(Uint8Array.of(1, 2, 3));
  expect((await stat(join(state, 'strongroom'))).mode & 0o777).toBe(0o700);
});

it('finds no anchor where none was kept', async () => {
  const { places } = await onFreshMachine();
  expect(await Promise.all(places.map(({ file }) => file.read()))).toEqual([undefined, undefined]);
});
