import { SlotAdd } from '../contract/instance.ts';
import type { Input, Output } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { seeToken } from '../hsm/find-token.ts';
import { readRegistry } from '../hsm/registry.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { putRemain, takeRemain } from '../key/key-remain.ts';
import { type Anteroom, houseTarget, kept, type NoteDesk, type RoomOperation } from '../operation/operation.ts';
import { newVersionId } from '../vault/object-version.ts';
import type { SlotSeat } from './hsm-slot.ts';

type HsmInput = Extract<Input<'SlotAdd'>, { kind: 'hsm' }>;
type Added = Output<'SlotAdd'> & { readonly object?: string };

/** Adds a way to open the house. Data is not touched: the slot wraps the same root key. */
export const addSlot: RoomOperation<typeof SlotAdd, Added, string | undefined> = {
  at: 'room',
  shape: SlotAdd,
  needs: { kind: 'action', action: 'Strongroom.Instance/slots/write' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: {
    kind: kept((input) => input.kind),
    slot: kept((_input, output) => output?.slot.id),
    token: kept((input) => (input.kind === 'hsm' ? input.token : undefined)),
  },
  target: async (input) => houseTarget(`unlock slots / ${input.label}`),
  async prepare(anteroom, input) {
    await confirmPassword(anteroom, input.password);
    if (input.kind === 'hsm') await proveToken(anteroom, input);
    return undefined;
  },
  /** What is made in a token and named by no slot in the end is destroyed again. */
  note: async (desk, input) => (input.kind === 'hsm' ? noteKey(desk, input) : undefined),
  async effect(anteroom, input, object) {
    const { gate, time } = anteroom;
    if (input.kind !== 'hsm' || object === undefined) return gate.addSlot(input, time);
    return { ...(await gate.addSlot(input, time, await seatOf(anteroom, input, object))), object };
  },
  async run({ tx, keyring }, _input, added) {
    if (!added) throw new Error('a slot is added before its record is written');
    const { object, ...output } = added;
    if (object !== undefined) await takeRemain({ tx, keyring }, object);
    return output;
  },
};

/**
 * Makes sure that the token is open, and that whoever adds the slot knows its PIN: an open token is not asked, so that no try is lost.
 * @throws VaultError HsmTokenNotFound, HsmTokenLocked, PinRefused
 */
async function proveToken(anteroom: Anteroom, { token, pin }: HsmInput): Promise<void> {
  const sight = seeToken(anteroom, token);
  if (sight.state !== 'open') throw new VaultError('HsmTokenLocked', { token: sight.label });
  await anteroom.hsm.open(sight, pin);
}

async function noteKey(desk: NoteDesk, { token }: HsmInput): Promise<string> {
  const version = newVersionId(desk);
  await putRemain(desk, { version, token, making: true, since: desk.time });
  return version;
}

/** @throws VaultError HsmTokenNotFound, HsmModuleNotFound */
async function seatOf(anteroom: Anteroom, { token: id }: HsmInput, object: string): Promise<SlotSeat> {
  const token = seeToken(anteroom, id);
  const { modules } = await anteroom.read((tx) => readRegistry(tx, anteroom.keyring));
  const module = modules.find((it) => it.id === token.module);
  if (!module) throw new VaultError('HsmModuleNotFound', {});
  return { token, library: { path: module.path, parameters: module.parameters }, object };
}
