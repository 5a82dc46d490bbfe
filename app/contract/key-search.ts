import * as z from 'zod';
import { cursor, instant, span, uuid } from './common.ts';
import { keyProperties, keyType, rotationPolicy } from './key.ts';
import { call } from './shape.ts';
import { vaultName } from './vault.ts';

/** A key of a list: its current version, and when it goes where it lies in the bin. */
export const keyHit = keyProperties.extend({
  /** What makes its next versions, for who may read policies; absent where nothing does. */
  policy: rotationPolicy.optional(),
  deletedOn: instant.optional(),
  purgeOn: instant.optional(),
  deletedBy: z.string().optional(),
});
export type KeyHit = z.infer<typeof keyHit>;

/** Across all vaults that the person may see, by name, then vault; of the recycle bin the next to go first. */
export const KeySearch = call(
  'KeySearch',
  z.strictObject({
    text: z.string().max(200).optional(),
    vault: vaultName.optional(),
    type: keyType.optional(),
    state: z.enum(['enabled', 'disabled', 'expired', 'expiring', 'not-active']).optional(),
    /** Only keys with a rotation policy that makes new versions, or only keys without one. */
    rotates: z.boolean().optional(),
    /** When the current version expires, when the policy makes the next one, and when the current one was made. */
    expires: span.optional(),
    rotatesOn: span.optional(),
    created: span.optional(),
    /** Only keys whose current version is in this token. */
    token: uuid.optional(),
    /** Only the recycle bin; without it, only what is not in it. */
    deleted: z.literal(true).optional(),
    /** By this date instead of by name, the next first; only what has it. Not for the recycle bin. */
    sort: z.enum(['expires', 'rotatesOn']).optional(),
    cursor: cursor.optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  z.object({ items: z.array(keyHit), next: cursor.optional() }),
);

/** Why the house couldn't make the next version of a key when it last tried; `other` is told by the log alone. */
export const rotationTrouble = z.enum(['token-locked', 'token-absent', 'token-failed', 'token-full', 'no-token', 'other']);
export type RotationTrouble = z.infer<typeof rotationTrouble>;

/** What needs attention among keys, over all vaults that the person may see or one of them. Every count is the length of a search. */
export const KeyAttention = call(
  'KeyAttention',
  z.strictObject({ vault: vaultName.optional() }),
  z.object({
    total: z.number().int(),
    expired: z.number().int(),
    /** Within 30 days. */
    expiring: z.number().int(),
    /** Enabled, not rotated by a policy, and made (the current version) more than 365 days ago. */
    unrotated: z.number().int(),
    /** The policy should have made the next version by now. */
    overdue: z.number().int(),
    /** Those longest due; `trouble` once the house has tried in vain. */
    overdueKeys: z
      .array(
        z.object({
          vault: z.string(),
          name: z.string(),
          rotatesOn: instant,
          trouble: rotationTrouble.optional(),
          triedOn: instant.optional(),
        }),
      )
      .max(20),
    /** In the recycle bin, gone within 7 days. */
    purgedSoon: z.number().int(),
    /** Tokens that are not signed in, with keys whose current version is in them. */
    tokens: z.array(z.object({ token: uuid, label: z.string(), state: z.enum(['absent', 'locked']), keys: z.number().int() })),
    /** How many expire in each of the next 13 weeks, from now. */
    byWeek: z.array(z.number().int()).length(13),
    /** Vaults with something that expired or expires within 30 days. */
    vaults: z.array(z.object({ vault: z.string(), expired: z.number().int(), expiring: z.number().int() })),
  }),
);
