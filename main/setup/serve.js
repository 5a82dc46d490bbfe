import { homedir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.js';
import { dataFolder } from './data-folder.js';
import { root } from './folder.js';
import { prepare } from './prepare.js';
import { run } from './progress.js';
import { parseServe, serveUsage } from './serve-argument.js';

await run(async () => {
  const option = parseServe(process.argv.slice(2));
  if (option.help) {
    console.log(serveUsage);
    return 0;
  }
  const { platform, env } = process;
  const { node } = await prepare();
  const data = option.data ?? dataFolder({ platform, env, home: homedir() }, 'strongroom');
  return runChild(node, ['--disable-sigusr1', join(root, 'dist', 'main', 'headless.js'), '--data', data, '--unlock', option.unlock]);
});
