import { countWays, leastSlots, type Slot } from '../contract/instance.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { tokenId } from '../hsm/token-id.ts';
import { createTurn } from '../operation/turn.ts';
import type { HouseDeps } from './house-deps.ts';
import { createHsmSlot, type SlotSeat } from './hsm-slot.ts';
import { learnSlot, unlearnSlot } from './known-slot.ts';
import { createKeychainSlot, removeKeychainSecret } from './keychain-slot.ts';
import { createPassphraseSlot } from './passphrase-slot.ts';
import { createShareSlot } from './share-slot.ts';
import { describeSlot, type SlotName, type StoredSlot } from './slot.ts';
import { encodeSlotFile, type SlotFile } from './slot-file.ts';
import { mostSlots } from './slot-limit.ts';

/** The slot file of an open instance, and its changes: one at a time, durable when they resolve. */
export interface SlotBook {
  readonly instanceId: string;
  sequence(): number;
  slots(): readonly Slot[];
  /** Keys in tokens that slots name, by their CKA_ID as 32 hexadecimal digits. */
  objects(): ReadonlySet<string>;
  /** The key in a token that a slot names: its CKA_ID and the token's id. */
  objectOf(id: string): { readonly version: string; readonly token: string } | undefined;
  /** @param seat of an `hsm` slot */
  add(input: Input<'SlotAdd'>, time: number, seat?: SlotSeat): Promise<{ slot: Slot; shares?: Uint8Array[] }>;
  remove(id: string): Promise<void>;
  replacePassphrases(passphrase: Uint8Array, time: number): Promise<void>;
  /** Resolves when no change is under way any more, so that the root key may be zeroed. */
  settled(): Promise<void>;
}

/** @param rootKey of the instance; read while the book is used, zeroed by the house */
export function openSlotBook(deps: HouseDeps, found: SlotFile, rootKey: Uint8Array): SlotBook {
  const { instanceId } = found;
  const tools = { ...deps, instanceId };
  let file = found;
  const inTurn = createTurn();

  async function write(slots: StoredSlot[]): Promise<void> {
    const next = { ...file, sequence: file.sequence + 1, slots };
    await deps.folder.slotFile.replace(encodeSlotFile({ crypto: deps.crypto, rootKey }, next));
    file = next;
  }

  const describe = (slot: StoredSlot): Slot => describeSlot(deps.crypto, slot);
  const hsmSlots = () => file.slots.filter((slot) => slot.kind === 'hsm');

  return {
    instanceId,
    sequence: () => file.sequence,
    slots: () => file.slots.map(describe),
    objects: () => new Set(hsmSlots().map(({ parameters }) => parameters.object)),
    objectOf(id) {
      const slot = hsmSlots().find((it) => it.id === id);
      return slot && { version: slot.parameters.object, token: tokenId(deps.crypto, slot.parameters.token) };
    },
    add: (input, time, seat) =>
      inTurn(async () => {
        if (file.slots.length >= mostSlots) throw new VaultError('SlotsTooMany', { most: mostSlots });
        const { slot, shares } = await makeSlot(tools, nameOf(deps, input.label, time), { input, seat, rootKey });
        await write([...file.slots, slot]);
        if (slot.kind === 'hsm') await learnSlot(tools, slot);
        return { slot: describe(slot), ...(shares && { shares }) };
      }),
    remove: (id) =>
      inTurn(async () => {
        const gone = file.slots.find((slot) => slot.id === id);
        if (!gone) throw new VaultError('SlotNotFound', {});
        const left = file.slots.filter((slot) => slot !== gone);
        if (countWays(left.map(describe)) < leastSlots) throw new VaultError('SlotsTooFew', { least: leastSlots });
        await write(left);
        if (gone.kind === 'keychain') await removeKeychainSecret(tools, id).catch(deps.report);
        if (gone.kind === 'hsm') await unlearnSlot(tools, id);
      }),
    replacePassphrases: (passphrase, time) =>
      inTurn(async () => {
        const slot = await createPassphraseSlot(tools, nameOf(deps, 'Passphrase', time), { passphrase, rootKey });
        await write([slot, ...file.slots.filter((it) => it.kind !== 'passphrase')]);
      }),
    settled: () => inTurn(async () => undefined),
  };
}

const nameOf = ({ newId }: HouseDeps, label: string, createdOn: number): SlotName => ({ id: newId(), label, createdOn });

interface SlotPlan {
  readonly input: Input<'SlotAdd'>;
  /** Of an `hsm` slot. */
  readonly seat: SlotSeat | undefined;
  readonly rootKey: Uint8Array;
}

async function makeSlot(
  tools: HouseDeps & { readonly instanceId: string },
  name: SlotName,
  { input, seat, rootKey }: SlotPlan,
): Promise<{ slot: StoredSlot; shares?: Uint8Array[] }> {
  switch (input.kind) {
    case 'passphrase':
      return { slot: await createPassphraseSlot(tools, name, { passphrase: input.passphrase, rootKey }) };
    case 'shares':
      return createShareSlot(tools, name, input.split, rootKey);
    case 'keychain':
      return { slot: await createKeychainSlot(tools, name, rootKey) };
    case 'hsm':
      if (!seat) throw new Error('a slot in a token is given its seat');
      return { slot: await createHsmSlot(tools, name, seat, rootKey) };
  }
}
