import { type HsmObject as Item, HsmObjectList } from '../contract/key-exchange.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { isOfVault } from '../key/is-of-vault.ts';
import { objectText } from '../key/object-id.ts';
import { seeToken } from './find-token.ts';
import type { HsmObject } from './hsm-host.ts';
import { writeHsm } from './hsm-view.ts';
import { readRegistry } from './registry.ts';

/** What lies in a token, whoever put it there. Who may look into a token may do everything with tokens: labels tell what keys are for. */
export const listObject: RoomOperation<typeof HsmObjectList, readonly HsmObject[]> = {
  ...writeHsm,
  shape: HsmObjectList,
  fields: { token: kept(({ token }) => token), count: kept((_input, output) => output && String(output.items.length)) },
  prepare: (anteroom, { token }) => anteroom.hsm.objects(seeToken(anteroom, token)),
  async run(room, { token }, objects = []) {
    const names = await namesIn(room, token);
    const items: Item[] = [];
    for (const { object, ...rest } of objects) {
      const id = objectText(object);
      const key = names.get(id);
      const { label, kind, type, spec, sensitive, extractable, trustedOnly } = rest;
      items.push({
        object: id,
        label,
        kind,
        type,
        sensitive,
        extractable,
        trustedOnly,
        ...(spec && { spec }),
        twin: objects.filter((other) => other.kind === kind && objectText(other.object) === id).length > 1,
        ofVault: await isOfVault(room.tx, object),
        ...(key && { key }),
      });
    }
    return { items };
  },
};

type Names = ReadonlyMap<string, { readonly vault: string; readonly name: string }>;

const pageSize = 200;

/** Keys of the vaults that are bound to a token, by their current version. */
async function namesIn({ tx, keyring }: Room, token: string): Promise<Names> {
  const names = new Map<string, { vault: string; name: string }>();
  const { tokens } = await readRegistry(tx, keyring);
  for (const id of tokens.find((entry) => entry.id === token)?.vaults ?? []) {
    const vault = await tx.vaults.findById(id);
    if (!vault || vault.deletion) continue;
    for (let after: string | undefined, more = true; more;) {
      const page = await tx.keys.list(id, { after, limit: pageSize, deleted: false });
      for (const { row } of page) names.set(row.currentVersion, { vault: vault.name, name: row.name });
      after = page.at(-1)?.row.nameKey;
      more = page.length === pageSize;
    }
  }
  return names;
}
