import { expect, test } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { amount, patienceMs } from './amount.ts';
import { type Job, killInJobs, type Trial } from './job-kill.ts';
import { drawSeed } from './random.ts';
import { countRecords, countVersions } from './sight.ts';
import { stageImport } from './stage-import.ts';

/** Two commits and some. */
const names = Array.from({ length: 300 }, (_, at) => `row-${at}`);
const valueIn = (round: number | undefined, name: string): string => `${name} of round ${round} ${'x'.repeat(((round ?? 0) * 31) % 900)}`;

/** Every round imports a new value of every secret. */
function importTrial(): Trial {
  /** In which round each secret got its value. */
  const rounds = new Map<string, number>();
  return {
    names,
    prepare: (page, _before, round) => prepare(page, round),
    changed: (name, round) => rounds.set(name, round),
    valueOf: (name) => valueIn(rounds.get(name), name),
    async check(page, now) {
      let versions = 0;
      for (const name of now.keys()) versions += await countVersions(page, name);
      expect(await countRecords(page, 'SecretSet')).toBe(versions);
    },
  };
}

async function prepare(page: Client, round: number): Promise<Job> {
  const id = await stageImport(
    page,
    names.map((name) => [name, valueIn(round, name)]),
  );
  return {
    operation: 'SecretSet',
    due: names.length,
    async *run() {
      let told = 0;
      for await (const { done, written } of page.listen('ImportRun', { import: id, dryRun: false })) {
        expect(written).toBe(done);
        // Rows are told of in the order of the file.
        yield names.slice(told, done);
        told = done;
      }
    },
    isDone: (old, now) =>
      now !== undefined && now.version !== old?.version && now.revision === 1 && now.valueBytes === valueIn(round, now.name).length,
  };
}

test(
  `an engine killed in the middle of an import at ${amount.importKills} moments leaves each secret wholly old or wholly new`,
  { timeout: patienceMs },
  async () => {
    const { between, acknowledged } = await killInJobs(amount.importKills, drawSeed(), importTrial);
    console.info(`${amount.importKills} kills in an import, ${between} of them half-way; ${acknowledged} acknowledged writes, none lost`);
    expect(between).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
  },
);
