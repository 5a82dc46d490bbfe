import * as z from 'zod';
import { toBase64Url } from '../contract/base64url.ts';
import { uuid } from '../contract/common.ts';
import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import type { Machine } from './machine.ts';
import type { SlotOf } from './slot.ts';

interface Deps {
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly machine: Machine;
  readonly instanceId: string;
  readonly report: (error: unknown) => void;
}

const knownFile = z.strictObject({ format: z.literal(1), slots: z.record(uuid, z.string()) });
type Prints = z.infer<typeof knownFile>['slots'];

/**
 * How this machine stands to a slot that names a library. `known`: as it was made or opened here last. `system`: not known, but its library
 * is one that only an administrator could have put there, and is given nothing. `changed`: another than it was. `new`: any other.
 */
type Standing = 'known' | 'system' | 'new' | 'changed';

/** Names a slot as it is written, every field of it. */
export const printOf = ({ crypto, instanceId }: Pick<Deps, 'crypto' | 'instanceId'>, slot: SlotOf<'hsm'>): string =>
  toBase64Url(crypto.sha256(associatedData('strongroom/v1/slot-print', [instanceId, canonicalBytes(slot)])));

export async function standingOf(deps: Deps, slot: SlotOf<'hsm'>): Promise<Standing> {
  const known = (await readPrints(deps))[slot.id];
  if (known !== undefined) return known === printOf(deps, slot) ? 'known' : 'changed';
  const { path, parameters } = slot.parameters.library;
  return parameters === '' && (await deps.machine.isSystemLibrary(path)) ? 'system' : 'new';
}

/**
 * Makes sure that the library of a slot may be loaded: a slot file is read before anything shows who wrote it, and a library does whatever it
 * likes with the rights of the person.
 * @param confirmed the print of the slot that a person was shown
 * @throws VaultError SlotUnconfirmed
 */
export async function assertConfirmed(deps: Deps, slot: SlotOf<'hsm'>, confirmed: string | undefined): Promise<void> {
  const standing = await standingOf(deps, slot);
  if (standing === 'known' || standing === 'system' || confirmed === printOf(deps, slot)) return;
  throw new VaultError('SlotUnconfirmed', { path: slot.parameters.library.path, reason: standing });
}

/** Remembers a slot that was made here, or that opened a house whose slot file is its own. What fails is reported: it is asked again then. */
export const learnSlot = (deps: Deps, slot: SlotOf<'hsm'>): Promise<void> =>
  rewrite(deps, (prints) => ({ ...prints, [slot.id]: printOf(deps, slot) }));

/** Forgets a slot that is gone. */
export const unlearnSlot = (deps: Deps, id: string): Promise<void> => rewrite(deps, ({ [id]: _gone, ...prints }) => prints);

async function rewrite(deps: Deps, change: (prints: Prints) => Prints): Promise<void> {
  try {
    const before = await readPrints(deps);
    const after = canonicalBytes({ format: 1, slots: change(before) });
    if (!isSame(after, canonicalBytes({ format: 1, slots: before }))) await deps.machine.knownSlots(deps.instanceId).replace(after);
  } catch (error) {
    deps.report(error);
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** What can't be read says nothing. */
async function readPrints({ machine, instanceId, report }: Deps): Promise<Prints> {
  try {
    const content = await machine.knownSlots(instanceId).read();
    return content ? knownFile.parse(JSON.parse(new TextDecoder().decode(content))).slots : {};
  } catch (error) {
    report(error);
    return {};
  }
}
