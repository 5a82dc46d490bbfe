import * as z from 'zod';
import type { RecordRow } from '../audit/record-store.ts';
import { objectVersion } from '../contract/common.ts';
import { KeyUseList } from '../contract/key.ts';
import type { Output } from '../contract/operation.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getObject } from '../vault/object-row.ts';
import { getVault, vaultResourceId, vaultTarget } from '../vault/vault.ts';
import { keyNoun } from './key-noun.ts';

/** What uses a key, by its name in the log. */
const uses = ['KeyEncrypt', 'KeyDecrypt', 'KeyWrap', 'KeyUnwrap', 'KeySign', 'KeyVerify', 'KeyRelease'];
/** Newest records that are looked at. */
const mostRecords = 5_000;

const content = z.object({
  properties: z.object({ id: z.string() }),
  identity: z.object({ kind: z.string() }).optional(),
});

type Item = Output<'KeyUseList'>['items'][number];

/** Who used which version of a key, and when last: of the newest records, as far as the log goes back. */
export const listKeyUse: RoomOperation<typeof KeyUseList> = {
  at: 'room',
  shape: KeyUseList,
  needs: { kind: 'action', action: 'Microsoft.Insights/logs/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    const { tx, time } = room;
    const vault = await getVault(tx, room.keyring, input.vault);
    const row = await getObject(keyNoun, room, vault.id, input.name);
    const rows = await tx.records.list(undefined, mostRecords, {
      operation: uses,
      result: ['succeeded'],
      object: [`${vault.name} / ${row.name}`],
      scope: vaultResourceId(vault),
      from: row.createdOn,
    });
    const oldest = rows.length === mostRecords ? rows.at(-1)?.time : (await tx.records.span({}))?.oldest;
    return { items: toItems(rows), since: oldest ?? time };
  },
};

/** Newest first. */
function toItems(rows: readonly RecordRow[]): Item[] {
  const found = new Map<string, Item>();
  for (const row of rows) {
    const parsed = content.safeParse(JSON.parse(row.canonical ?? '{}'));
    const version = objectVersion.safeParse(parsed.data?.properties.id.split('/').at(-1));
    if (!parsed.success || !version.success) continue;
    const key = [version.data, row.identityId, row.operation].join(' ');
    const before = found.get(key);
    const identity = { id: row.identityId, name: row.identity, kind: parsed.data.identity?.kind ?? '' };
    found.set(
      key,
      before
        ? { ...before, count: before.count + 1 }
        : { version: version.data, identity, operation: row.operation, count: 1, lastOn: row.time },
    );
  }
  return [...found.values()];
}
