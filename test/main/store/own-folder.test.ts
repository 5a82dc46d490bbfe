import { chmod, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it, onTestFinished, vi } from 'vitest';
import { assertOwnFolder } from '../../../main/store/own-folder.ts';

async function aFolder(mode: number): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'own-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const path = join(home, 'data');
  await mkdir(path);
  await chmod(path, mode);
  return path;
}

it('closes a folder of ours to the writing of others, and leaves the rest as it is', async () => {
  const path = await aFolder(0o777);
  await assertOwnFolder(path);
  expect((await stat(path)).mode & 0o777).toBe(0o755);
});

it('takes a folder that is not there yet', async () => {
  await assertOwnFolder(join(await aFolder(0o700), 'not-yet'));
});

it('refuses a folder that another user made, also behind a link', async () => {
  const path = await aFolder(0o777);
  const link = `${path}-link`;
  await symlink(path, link);
  // As if this process were somebody else's.
  const stranger = vi.spyOn(process, 'geteuid').mockReturnValue((await stat(path)).uid + 1);
  onTestFinished(() => stranger.mockRestore());
  for (const place of [path, link]) await expect(assertOwnFolder(place)).rejects.toMatchObject({ code: 'StoreDamaged' });
});
