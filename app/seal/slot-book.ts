import type { Slot } from '../contract/instance.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { createTurn } from '../operation/turn.ts';
import type { HouseDeps } from './house-deps.ts';
import { createKeychainSlot, removeKeychainSecret } from './keychain-slot.ts';
import { createPassphraseSlot } from './passphrase-slot.ts';
import { createShareSlot } from './share-slot.ts';
import { describeSlot, type StoredSlot } from './slot.ts';
import { encodeSlotFile, type SlotFile } from './slot-file.ts';
import { leastSlots, mostSlots } from './slot-limit.ts';

/** The slot file of an open instance, and its changes: one at a time, durable when they resolve. */
export interface SlotBook {
  readonly instanceId: string;
  sequence(): number;
  slots(): readonly Slot[];
  add(input: Input<'SlotAdd'>, time: number): Promise<{ slot: Slot; shares?: Uint8Array[] }>;
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

  const nameOf = (label: string, createdOn: number) => ({ id: deps.newId(), label, createdOn });

  async function make(input: Input<'SlotAdd'>, time: number): Promise<{ slot: StoredSlot; shares?: Uint8Array[] }> {
    const name = nameOf(input.label, time);
    switch (input.kind) {
      case 'passphrase':
        return { slot: await createPassphraseSlot(tools, name, { passphrase: input.passphrase, rootKey }) };
      case 'shares':
        return createShareSlot(tools, name, input.split, rootKey);
      case 'keychain':
        return { slot: await createKeychainSlot(tools, name, rootKey) };
    }
  }

  return {
    instanceId,
    sequence: () => file.sequence,
    slots: () => file.slots.map(describeSlot),
    add: (input, time) =>
      inTurn(async () => {
        if (file.slots.length >= mostSlots) throw new VaultError('SlotsTooMany', { most: mostSlots });
        const { slot, shares } = await make(input, time);
        await write([...file.slots, slot]);
        return { slot: describeSlot(slot), ...(shares && { shares }) };
      }),
    remove: (id) =>
      inTurn(async () => {
        const gone = file.slots.find((slot) => slot.id === id);
        if (!gone) throw new VaultError('SlotNotFound', {});
        if (file.slots.length <= leastSlots) throw new VaultError('SlotsTooFew', { least: leastSlots });
        await write(file.slots.filter((slot) => slot !== gone));
        if (gone.kind === 'keychain') await removeKeychainSecret(tools, id).catch(deps.report);
      }),
    replacePassphrases: (passphrase, time) =>
      inTurn(async () => {
        const slot = await createPassphraseSlot(tools, nameOf('Passphrase', time), { passphrase, rootKey });
        await write([slot, ...file.slots.filter((it) => it.kind !== 'passphrase')]);
      }),
    settled: () => inTurn(async () => undefined),
  };
}
