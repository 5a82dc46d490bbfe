import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { amount, patienceMs } from './amount.ts';
import { checkStore, type Finding } from './check.ts';
import { createDisk } from './disk.ts';
import { createRandom, drawSeed, type Random } from './random.ts';
import { readTrace, traced, type Event } from './trace.ts';
import { lastAcknowledged, runProgram, writerCommand } from './writer-process.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-power-'));
  folders.push(folder);
  return folder;
}

/** Enough deeds for several checkpoints, in sessions, so that journals are made, copied and removed. */
const deeds = 150;

async function record(synchronous: 'FULL' | 'NORMAL'): Promise<Event[]> {
  const folder = aFolder();
  const directory = join(folder, 'data');
  const trace = join(folder, 'trace');
  const command = writerCommand({ directory, deeds, session: 100, synchronous });
  const outcome = await runProgram(traced(trace, command));
  expect(outcome).toMatchObject({ exitCode: 0, acknowledged: deeds - 1, errorText: '' });
  return readTrace(trace, directory);
}

/** After which events the power fails, and how often: the trace is replayed once for all of them. */
function cuts(events: readonly Event[], random: Random): Map<number, number> {
  const chosen = new Map<number, number>();
  for (let state = 0; state < amount.powerLosses; state += 1) {
    const at = Math.floor(random() * events.length);
    chosen.set(at, (chosen.get(at) ?? 0) + 1);
  }
  return chosen;
}

async function replay(events: readonly Event[], random: Random): Promise<Finding[]> {
  const disk = createDisk();
  const findings: Finding[] = [];
  const wanted = cuts(events, random);
  let said = '';
  for (const [at, event] of events.entries()) {
    disk.apply(event);
    if (event.kind === 'say') said += event.text;
    const acknowledged = wanted.has(at) ? lastAcknowledged(said.split('\n').slice(0, -1)) : -1;
    for (let state = 0; state < (wanted.get(at) ?? 0); state += 1) findings.push(await crashAndCheck(disk.crash(random), acknowledged));
  }
  return findings;
}

async function crashAndCheck(files: Map<string, Buffer>, acknowledged: number): Promise<Finding> {
  const directory = mkdtempSync('/dev/shm/strongroom-power-');
  try {
    mkdirSync(directory, { recursive: true });
    // The index of the journal is never found after a power loss: it lives in memory.
    const kept = [...files].filter(([path]) => !path.endsWith('-shm'));
    for (const [path, content] of kept) writeFileSync(join(directory, basename(path)), content);
    // Until the program has said that the store is there, an unfinished one may be found: it is discarded, as at the first run.
    return kept.some(([path]) => basename(path) === 'finished') || acknowledged >= 0
      ? await checkStore(directory, acknowledged)
      : { deeds: 0, faults: [] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const faultyOf = (findings: readonly Finding[], kind: string) =>
  findings.filter(({ faults }) => faults.some((fault) => fault.startsWith(kind)));

test(`no acknowledged write is lost and no page damaged in ${amount.powerLosses} power losses`, { timeout: patienceMs }, async () => {
  const random = createRandom(drawSeed());
  const events = await record('FULL');
  const findings = await replay(events, random);
  console.info(`${events.length} events, ${findings.length} power losses`);
  expect(findings.flatMap((finding) => finding.faults)).toEqual([]);
  // The states were not all trivial.
  expect(new Set(findings.map((finding) => finding.deeds)).size).toBeGreaterThan(Math.min(findings.length, deeds) / 4);
});

test(
  'the same test loses acknowledged writes when synchronous is lowered, so that it can see them lost',
  { timeout: patienceMs },
  async () => {
    const random = createRandom(drawSeed());
    const findings = await replay(await record('NORMAL'), random);
    const lost = faultyOf(findings, 'lost').length;
    console.info(`synchronous=NORMAL lost acknowledged writes in ${lost} of ${findings.length} power losses`);
    expect(lost).toBeGreaterThan(findings.length / 4);
    expect(faultyOf(findings, 'torn')).toEqual([]);
  },
);
