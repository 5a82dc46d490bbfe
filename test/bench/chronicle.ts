import { randomUUID } from 'node:crypto';
import type { Entry } from '../../app/audit/entry.ts';
import type { BenchHouse } from './corridor-house.ts';
import { crowdName, mixed } from './crowd.ts';

const of = <T>(list: readonly T[], at: number): T => {
  const item = list[at % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};

/** As often as they come in a day's work. */
const operations = [
  ...Array.from({ length: 12 }, () => 'SecretGet'),
  ...Array.from({ length: 3 }, () => 'SecretList'),
  ...Array.from({ length: 2 }, () => 'SecretSearch'),
  'SecretSet',
  'SecretUpdate',
  'VaultGet',
  'SessionCreate',
  'SecretListVersions',
  'LogList',
];

const people = Array.from({ length: 60 }, (_, at) => ({ id: randomUUID(), name: `Person ${at}`, kind: 'person', sessionId: undefined }));
const addresses = ['window', ...Array.from({ length: 200 }, (_, at) => `10.0.${at % 8}.${at}`)];
const vaults = 40;
const secretsEach = 1000;

/** Over how long the records are spread: the newest are of now. */
const spreadMs = 2 * 365 * 86_400_000;
const together = 4000;

export const someVault = 'ledger-7';
export const somePerson = (): string => of(people, 7).id;
export const scopeOf = (resourceGroup: string, vault: string): string => `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`;

interface Draft {
  readonly at: number;
  readonly size: number;
  readonly now: number;
  readonly resourceGroup: string;
}

/** Adds so many records to the log by the house's own committer: each composed, hashed and signed for as any other. */
export async function addChronicle({ rooms, window }: BenchHouse, size: number): Promise<void> {
  const { resourceGroup } = await window.call('SessionGet', {});
  const now = rooms.now();
  for (let from = 0; from < size; from += together) {
    const count = Math.min(together, size - from);
    const entries = Array.from({ length: count }, (_, at) => draw({ at: from + at, size, now, resourceGroup }));
    await rooms.committer.commit({ run: async () => undefined, entries: () => entries });
  }
}

function draw({ at, size, now, resourceGroup }: Draft): Entry {
  const drawn = mixed(at);
  const vault = `ledger-${drawn % vaults}`;
  const operation = of(operations, drawn >>> 6);
  const [result, status, code] = outcomeOf((drawn >>> 11) % 100);
  return {
    time: Math.floor(now - spreadMs + (spreadMs * at) / size),
    durationMs: drawn % 40,
    operation,
    result,
    status,
    code,
    resourceId: operation === 'SessionCreate' ? '/' : scopeOf(resourceGroup, vault),
    object: operation === 'SessionCreate' ? 'session' : `${vault} / ${crowdName((drawn >>> 3) % (vaults * secretsEach))}`,
    door: 'window',
    address: of(addresses, drawn >>> 9),
    identity: of(people, drawn >>> 4),
    correlationId: randomUUID(),
    requestId: randomUUID(),
    allowedBy: { assignment: randomUUID(), role: 'Key Vault Secrets User', scope: scopeOf(resourceGroup, vault) },
    missing: undefined,
    properties: { version: randomUUID().replaceAll('-', '') },
  };
}

function outcomeOf(draw: number): readonly [Entry['result'], number, string] {
  if (draw < 94) return ['succeeded', 200, 'OK'];
  return draw < 98 ? ['refused', 403, 'Forbidden'] : ['failed', 404, 'SecretNotFound'];
}
