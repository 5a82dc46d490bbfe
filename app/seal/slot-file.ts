import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { uuid } from '../contract/common.ts';
import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { deriveFromRoot } from './root-key.ts';
import { type StoredSlot, storedSlot } from './slot.ts';
import { mostSlots } from './slot-limit.ts';

/** Files that hold a slot whose key is in a token have format 2, so that who knows only the first says that they are newer. */
const formats = { first: 1, withTokens: 2 } as const;
const mostBytes = 64 * 1024;

const formatOf = (slots: readonly StoredSlot[]): 1 | 2 => (slots.some(({ kind }) => kind === 'hsm') ? formats.withTokens : formats.first);

const anyFormat = z.object({ format: z.number().int().min(1) });
const slotFile = z.strictObject({
  format: z.literal([formats.first, formats.withTokens]),
  instanceId: uuid,
  /** Counts the file's versions, from 1; the anchor remembers the newest. */
  sequence: z.number().int().min(1),
  slots: z
    .array(storedSlot)
    .min(1)
    .max(mostSlots)
    .refine((slots) => new Set(slots.map((slot) => slot.id)).size === slots.length),
  mac: z.string().refine((text) => fromBase64Url(text)?.length === 32),
});

/** All unlock slots of an instance, as they are before anything is unlocked. */
export type SlotFile = z.infer<typeof slotFile>;

const damaged = () => new VaultError('SlotFileDamaged', {});

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw damaged();
    throw error;
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/**
 * Reads a slot file that may be hostile: strict in shape, in the one canonical form, with costs inside the limits.
 * Whether it is the house's own is known only after unlocking: see `checkSlotFile`.
 * @throws VaultError SlotFileDamaged, StoreNewer
 */
export function parseSlotFile(content: Uint8Array): SlotFile {
  if (content.length > mostBytes) throw damaged();
  const json = parseJson(content);
  const version = anyFormat.safeParse(json);
  const known = formats.withTokens;
  if (version.success && version.data.format > known) throw new VaultError('StoreNewer', { found: version.data.format, known });
  const parsed = slotFile.safeParse(json);
  if (!parsed.success || !isSame(canonicalBytes(parsed.data), content)) throw damaged();
  if (parsed.data.format !== formatOf(parsed.data.slots)) throw damaged();
  return parsed.data;
}

function macOf(crypto: Crypto, rootKey: Uint8Array, file: Omit<SlotFile, 'mac'>): Uint8Array {
  const key = deriveFromRoot(crypto, file.instanceId, rootKey, 'slot-file');
  try {
    return crypto.hmacSha256(key, associatedData('strongroom/v1/slot-file', [canonicalBytes(file)]));
  } finally {
    key.fill(0);
  }
}

/**
 * Writes the next slot file.
 * @param rootKey the key that every slot wraps; not zeroed
 * @returns RFC 8785 JSON with the MAC
 */
export function encodeSlotFile(
  { crypto, rootKey }: { readonly crypto: Crypto; readonly rootKey: Uint8Array },
  content: Pick<SlotFile, 'instanceId' | 'sequence' | 'slots'>,
): Uint8Array {
  const { instanceId, sequence, slots } = content;
  const file = { format: formatOf(slots), instanceId, sequence, slots };
  const encoded = canonicalBytes({ ...file, mac: toBase64Url(macOf(crypto, rootKey, file)) });
  // A file that could not be read again must never replace one that can.
  parseSlotFile(encoded);
  return encoded;
}

/**
 * Makes sure that the slot file as a whole was written by this house: no slot added, removed, renamed or exchanged.
 * @param rootKey as a slot of it gave it; not zeroed
 * @throws VaultError IntegrityViolation
 */
export function checkSlotFile({ crypto, rootKey }: { readonly crypto: Crypto; readonly rootKey: Uint8Array }, file: SlotFile): void {
  const { mac, ...content } = file;
  if (!crypto.equal(macOf(crypto, rootKey, content), fromBase64Url(mac) ?? new Uint8Array(0))) {
    throw new VaultError('IntegrityViolation', { what: 'slot-file', id: file.instanceId });
  }
}
