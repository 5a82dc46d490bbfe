import { homedir } from 'node:os';
import { parseStart, usage } from './argument.js';
import { runChild } from './child.js';
import { dataFolder } from './data-folder.js';
import { findDisplayGap } from './display.js';
import { findShell } from './find-shell.js';
import { root } from './folder.js';
import { launchCommand, launchLine } from './launch.js';
import { prepare } from './prepare.js';
import { run, say, SetupError } from './progress.js';
import { isRoot } from './system-package.js';

await run(async () => {
  const option = parseStart(process.argv.slice(2));
  if (option.help) {
    console.log(usage);
    return 0;
  }
  const { platform, env } = process;
  const gap = findDisplayGap({ platform, env });
  if (gap !== undefined) throw new SetupError(gap);
  const { node } = await prepare();
  const choice = await findShell(option, node);
  const data = option.data ?? dataFolder({ platform, env, home: homedir() }, option.demo ? 'strongroom-demo' : 'strongroom');
  // The other shell takes the sandbox away by itself, and says so by itself.
  if (isRoot() && choice.shell === 'electron')
    say('running as root: the window has no sandbox. Use an account of your own for real secrets');
  say(launchLine(choice, data));
  const { file, words } = launchCommand(choice, { root, node, data, isRoot: isRoot(), demo: option.demo, dev: option.dev });
  return runChild(file, words);
});
