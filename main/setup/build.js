import { prepare } from './prepare.js';
import { run } from './progress.js';

await run(async () => {
  await prepare();
  return 0;
});
