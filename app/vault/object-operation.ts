import type * as z from 'zod';
import type { ActionNeed } from '../access/role.ts';
import type { Shape } from '../contract/shape.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type FieldRule, kept, type RoomOperation, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { destroyObject } from './destroy-object.ts';
import type { Noun, NounHouse, ObjectPlace } from './object-noun.ts';
import { listPage, listVersionPage } from './object-page.ts';
import { changeObject, getDeletedRow, getObject } from './object-row.ts';
import type { ObjectTypes } from './object-store.ts';
import { getObjectVersion } from './object-version.ts';
import { getVault, purgeOnOf, vaultTarget } from './vault.ts';

// Aliases, not interfaces: who declares an operation writes them out.
type Named = { readonly vault: string; readonly name: string };
type Paging = { readonly cursor?: string | undefined; readonly limit?: number | undefined };
type Call<I, O> = Shape<string, z.ZodType<I>, z.ZodType<O>, 'call'>;
type Page<I> = { items: I[]; next?: string | undefined };

const toNeed = (action: string | ActionNeed): ActionNeed => (typeof action === 'string' ? { kind: 'dataAction', action } : action);

/** What is alike in the declarations of all operations on what vaults hold. */
const declare = <T extends ObjectTypes, I extends { readonly vault: string; readonly name?: string }, O>(
  noun: Noun<T>,
  shape: Call<I, O>,
  action: string | ActionNeed,
  fields: Readonly<Record<string, FieldRule<I, O>>> = {},
) =>
  ({
    at: 'room',
    shape,
    needs: toNeed(action),
    during: ['open'],
    throttle: 'window',
    recorded: true,
    fields,
    target: (input: I, tx: Tx, keyring: Keyring): Promise<Target> =>
      vaultTarget(tx, keyring, input.vault, { kind: noun.kind, name: input.name }),
  }) as const;

const actionOf = ({ kind }: Pick<Noun<ObjectTypes>, 'kind'>, verb: string): string => `Microsoft.KeyVault/vaults/${kind}/${verb}`;

const seeBin = ({ see }: Pick<Noun<ObjectTypes>, 'see'>): ActionNeed => ({ kind: 'dataAction', action: see, ofBin: true });

/** The current version of each object of a vault by name. */
export const listObject = <T extends ObjectTypes>(
  noun: Noun<T>,
  shape: Call<{ vault: string } & Paging, Page<T['properties']>>,
): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, noun.see),
  repeatable: false,
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const { listings, ...rest } = await listPage(noun, room, vault, { after: input.cursor, limit: input.limit, deleted: false });
    const items: T['properties'][] = [];
    for (const { row, head } of listings) items.push(await noun.toProperties(room, { vault, row }, head));
    return { items, ...rest };
  },
});

/** The versions of one object, newest first. */
export const listObjectVersion = <T extends ObjectTypes>(
  noun: Noun<T>,
  shape: Call<Named & Paging, Page<T['properties']>>,
): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, noun.see),
  repeatable: false,
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const row = await getObject(noun, room, vault.id, input.name);
    const { heads, ...rest } = await listVersionPage(noun, room, { vault, row }, input);
    const items: T['properties'][] = [];
    for (const head of heads) items.push(await noun.toProperties(room, { vault, row }, head));
    return { items, ...rest };
  },
});

/** Moves an object with all its versions to the recycle bin, for as long as its vault keeps what is deleted. */
export const deleteObject = <T extends ObjectTypes>(noun: Noun<T>, shape: Call<Named, T['deleted']>): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, actionOf(noun, 'delete'), {
    purgeOn: kept((_input, output) => output && new Date(output.purgeOn).toISOString()),
  }),
  repeatable: true,
  async run(room, input) {
    const { time, principal } = room;
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const before = await getObject(noun, room, vault.id, input.name);
    const head = await getHead(noun, room, { vault, row: before });
    const deletion = { on: time, purgeOn: purgeOnOf(vault, time), by: principal.name };
    const row = await changeObject(noun, room, before, (it) => ({ ...it, deletion }));
    return noun.toDeleted(room, { vault, row: { ...row, deletion } }, head);
  },
});

/** The recycle bin of one vault, by name. */
export const listDeletedObject = <T extends ObjectTypes>(
  noun: Noun<T>,
  shape: Call<{ vault: string } & Paging, Page<T['deleted']>>,
): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, seeBin(noun)),
  repeatable: false,
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const { listings, ...rest } = await listPage(noun, room, vault, { after: input.cursor, limit: input.limit, deleted: true });
    const items: T['deleted'][] = [];
    for (const { row, head } of listings) {
      if (row.deletion) items.push(await noun.toDeleted(room, { vault, row: { ...row, deletion: row.deletion } }, head));
    }
    return { items, ...rest };
  },
});

/** One object of the recycle bin. */
export const getDeletedObject = <T extends ObjectTypes>(noun: Noun<T>, shape: Call<Named, T['deleted']>): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, seeBin(noun)),
  repeatable: false,
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const row = await getDeletedRow(noun, room, vault.id, input.name);
    return noun.toDeleted(room, { vault, row }, await getHead(noun, room, { vault, row }));
  },
});

/** Brings an object back from the recycle bin with its versions. Grants on it reach it again: they were never touched. */
export const recoverObject = <T extends ObjectTypes>(noun: Noun<T>, shape: Call<Named, T['properties']>): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, actionOf(noun, 'recover/action')),
  repeatable: true,
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const before = await getDeletedRow(noun, room, vault.id, input.name);
    const head = await getHead(noun, room, { vault, row: before });
    const row = await changeObject(noun, room, before, (it) => ({ ...it, deletion: undefined }));
    return noun.toProperties(room, { vault, row }, head);
  },
});

/** Destroys a deleted object before its day, unless its vault protects it from that. @throws VaultError PurgeProtected */
export const purgeObject = <T extends ObjectTypes>(noun: Noun<T>, shape: Call<Named, object>): RoomOperation<typeof shape> => ({
  ...declare(noun, shape, actionOf(noun, 'purge/action')),
  repeatable: true,
  async run(room, input) {
    const { tx, keyring, time, principal } = room;
    const vault = await getVault(tx, keyring, input.vault);
    const row = await getDeletedRow(noun, room, vault.id, input.name);
    if (vault.purgeProtection) throw new VaultError('PurgeProtected', { name: row.name, purgeOn: row.deletion.purgeOn });
    await destroyObject(noun, room, { vault, row }, { time, by: principal.name });
    return {};
  },
});

/** The current version, checked. */
async function getHead<T extends ObjectTypes>(noun: Noun<T>, { tx, keyring }: NounHouse, place: ObjectPlace<T>): Promise<T['head']> {
  const head = noun.headOf(await getObjectVersion(noun, tx, place.row, undefined));
  noun.checkHead(keyring, place, head);
  return head;
}
