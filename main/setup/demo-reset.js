import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dataFolder } from './data-folder.js';
import { run, say } from './progress.js';

await run(async () => {
  const { platform, env } = process;
  const folder = dataFolder({ platform, env, home: homedir() }, 'strongroom-demo');
  const there = existsSync(folder);
  rmSync(folder, { recursive: true, force: true });
  say(there ? `demo data removed: ${folder}` : `there is no demo data in ${folder}`);
  return 0;
});
