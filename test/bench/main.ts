import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineSwitches } from '../../main/shell/engine-command.ts';
import { wipedHeap } from '../../main/shell/wiped-heap.ts';
import { access } from './access.ts';
import { bulk } from './bulk.ts';
import { corridor } from './corridor.ts';
import { exporting } from './export.ts';
import { hsm } from './hsm.ts';
import { importing } from './import.ts';
import { ipc } from './ipc.ts';
import { log } from './log.ts';
import { describeMachine, warnOfLoad } from './machine.ts';
import { memory } from './memory.ts';
import { type Bench, type Part, SkipError } from './part.ts';
import { rest } from './rest.ts';
import { scroll } from './scroll.ts';
import { search } from './search.ts';
import { tableText } from './text.ts';
import { window } from './window.ts';

/** Every part, in the order in which they run; a new one is added here. */
const parts: readonly Part[] = [corridor, access, search, log, bulk, importing, exporting, rest, hsm, ipc, window, scroll, memory];

const usage = `npm run bench -- [PART …] [--rounds N] [--sizes N,N] [--folder DIR]

${parts.map(({ name, measures }) => `  ${name.padEnd(10)} ${measures}`).join('\n')}

  --rounds N    counted rounds of each comparison (5)
  --sizes N,N   secrets, or records, in the houses of the parts that compare sizes (1000,100000)
  --folder DIR  where the measured data lies, so that a disk can be chosen (the system's folder for temporary files)`;

const print = (text: string): void => console.log(text);

function printWarning(): void {
  const warning = warnOfLoad();
  if (warning !== undefined) print(warning);
}

async function runPart(part: Part, { rounds, sizes, under }: { rounds: number; sizes: readonly number[]; under: string }): Promise<void> {
  const folder = mkdtempSync(join(under, `strongroom-bench-${part.name}-`));
  const bench: Bench = { folder, rounds, sizes, table: (table) => print(`\n${tableText(table)}`), note: (text) => print(`  ${text}`) };
  const began = performance.now();
  print(`\n== ${part.name}: ${part.measures}`);
  try {
    await part.run(bench);
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    print(`  not measured: ${error.message}`);
  } finally {
    // A browser ends a moment after its host, and may still write.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  print(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      sizes: { type: 'string', default: '1000,100000' },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  const rounds = Number(values.rounds);
  const sizes = values.sizes.split(',').map(Number);
  if (values.help || unknown.length > 0 || ![rounds, ...sizes].every((number) => Number.isInteger(number) && number > 0)) {
    print(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  mkdirSync(values.folder, { recursive: true });
  print(describeMachine());
  printWarning();
  for (const part of parts) {
    if (positionals.length === 0 || positionals.includes(part.name)) await runPart(part, { rounds, sizes, under: values.folder });
  }
  print('');
  printWarning();
}

/** Most parts run what they measure in this process: it is started as the engine is. @returns the exit code */
function runAsEngine(): number {
  const words = [...engineSwitches, import.meta.filename, ...process.argv.slice(2)];
  return spawnSync(process.execPath, words, { stdio: 'inherit', env: { ...process.env, ...wipedHeap } }).status ?? 1;
}

if (!engineSwitches.every((word) => process.execArgv.includes(word))) process.exit(runAsEngine());
await main();
// What a failed part left behind must not keep the command waiting.
process.exit();
