import type { BulkChange, BulkOutcome, BulkProgress, Selection } from '../../../app/contract/bulk.ts';
import type { Input } from '../../../app/contract/operation.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import type { Scene } from './scene.ts';
import { searchHits } from './scripted-search.ts';

/** Secrets between two words of progress. */
const step = 5;

interface Prepared {
  readonly change: BulkChange;
  readonly rows: readonly BulkOutcome[];
  before: Scene['secrets'];
}

const hitsOf = (scene: Scene, selection: Selection): readonly SecretProperties[] => {
  const all = Object.values(scene.secrets).flat();
  if ('query' in selection) return searchHits(all, { query: selection.query, sort: { by: 'name', direction: 'up' }, limit: 100_000 }).items;
  return all.filter((hit) => selection.items.some(({ vault, name }) => hit.vault === vault && hit.name === name));
};

function changed(secret: SecretProperties, change: BulkChange): SecretProperties | undefined {
  switch (change.kind) {
    case 'tag': {
      const tags = { ...secret.tags, ...change.set };
      for (const name of change.remove) delete tags[name];
      return { ...secret, tags };
    }
    case 'enable':
    case 'disable':
      return { ...secret, enabled: change.kind === 'enable' };
    case 'expire':
      return change.expires === null ? { ...secret, expires: undefined } : { ...secret, expires: change.expires };
    case 'delete':
    case 'purge':
      return undefined;
    case 'recover':
      return secret;
  }
}

/** Secrets of these names are refused, as one's roles would. */
const isRefused = (scene: Scene, name: string) => scene.refused.includes(name);

function outcomeOf(scene: Scene, secret: SecretProperties, change: BulkChange): BulkOutcome {
  const { vault, name } = secret;
  if (isRefused(scene, name)) return { vault, name, outcome: 'refused', code: 'Forbidden' };
  const same = JSON.stringify(changed(secret, change)) === JSON.stringify(secret);
  return { vault, name, outcome: same ? 'unchanged' : 'changed' };
}

async function* tell(
  job: string,
  rows: readonly BulkOutcome[],
  scene: Scene,
  signal: AbortSignal | undefined,
): AsyncIterable<BulkProgress> {
  let told = 0;
  for (let done = Math.min(step, rows.length); ; done = Math.min(done + step, rows.length)) {
    if (scene.stuckAfter !== undefined && done > scene.stuckAfter) {
      await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new CancelledError())));
    }
    const count = (outcome: BulkOutcome['outcome']) => rows.slice(0, done).filter((row) => row.outcome === outcome).length;
    yield {
      job,
      done,
      total: rows.length,
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
      rows: rows.slice(told, done),
    };
    told = done;
    await Promise.resolve();
    if (done >= rows.length) return;
  }
}

/** Bulk changes of a scene: looked at first, done to what was looked at, taken back whole. */
export function createScriptedBulk(scene: Scene) {
  const jobs = new Map<string, Prepared>();
  const find = (job: string) => {
    const prepared = jobs.get(job);
    if (!prepared) throw new VaultError('StagedNotFound', { what: 'job' });
    return prepared;
  };
  const apply = ({ change, rows }: Prepared) => {
    const of = new Map(rows.filter((row) => row.outcome === 'changed').map((row) => [`${row.vault}/${row.name}`, row]));
    scene.secrets = Object.fromEntries(
      Object.entries(scene.secrets).map(([vault, secrets]) => [
        vault,
        secrets.flatMap((secret) => (of.has(`${vault}/${secret.name}`) ? (changed(secret, change) ?? []) : secret)),
      ]),
    );
  };
  return {
    async *prepare({ selection, change }: Input<'BulkPrepare'>, signal?: AbortSignal) {
      const job = crypto.randomUUID();
      const rows = hitsOf(scene, selection).map((secret) => outcomeOf(scene, secret, change));
      jobs.set(job, { change, rows, before: scene.secrets });
      yield* tell(job, rows, { ...scene, stuckAfter: undefined }, signal);
    },
    async *run({ job }: Input<'BulkRun'>, signal?: AbortSignal) {
      const prepared = find(job);
      yield* tell(job, prepared.rows, scene, signal);
      prepared.before = scene.secrets;
      apply(prepared);
    },
    async *undo({ job }: Input<'BulkUndo'>, signal?: AbortSignal) {
      const prepared = find(job);
      scene.secrets = prepared.before;
      yield* tell(job, prepared.rows, { ...scene, stuckAfter: undefined }, signal);
    },
  };
}
