import * as z from 'zod';
import { cursor, instant, span, uuid, viewName } from './common.ts';
import { secretProperties } from './secret.ts';
import { call } from './shape.ts';
import { vaultName } from './vault.ts';

/** `active`: enabled and between its dates. `expiring`: within 30 days. `inactive`: before its activation. */
export const secretState = z.enum(['active', 'disabled', 'inactive', 'expiring', 'expired']);
export type SecretState = z.infer<typeof secretState>;

/** Text that UTF-8 can hold: no half of a surrogate pair. */
const written = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed());

/** What a list of secrets shows; all conditions hold together, several values of one condition are alternatives. */
export const secretQuery = z.strictObject({
  /** Words that each occur somewhere in name, content type or tags, without case. */
  text: written(200).optional(),
  vault: z.array(vaultName).max(100).optional(),
  tag: z
    .array(z.strictObject({ name: written(256).min(1), value: written(256).optional() }))
    .max(15)
    .optional(),
  /** An empty one stands for none. */
  contentType: z.array(written(255)).max(20).optional(),
  state: z.array(secretState).max(secretState.options.length).optional(),
  expires: z.union([span, z.literal('never')]).optional(),
  created: span.optional(),
  changed: span.optional(),
  /** Only the recycle bin; without it, only what is not in it. */
  deleted: z.literal(true).optional(),
});
export type SecretQuery = z.infer<typeof secretQuery>;

export const secretSort = z.strictObject({
  /** `match`: whole names first, then beginnings of names, then the rest; needs a text. */
  by: z.enum(['match', 'name', 'vault', 'expires', 'created', 'changed', 'purge']),
  direction: z.enum(['up', 'down']),
});
export type SecretSort = z.infer<typeof secretSort>;

/** A secret of a list: its current version, and when it goes where it lies in the bin. */
export const secretHit = secretProperties.extend({
  deletedOn: instant.optional(),
  purgeOn: instant.optional(),
  deletedBy: z.string().optional(),
});
export type SecretHit = z.infer<typeof secretHit>;

/** Secrets of every vault that the person may see, without values. */
export const SecretSearch = call(
  'SecretSearch',
  z.strictObject({
    query: secretQuery,
    sort: secretSort,
    /** From the page before; quicker than `offset`. */
    cursor: cursor.optional(),
    /** Rows to pass over, where no cursor is known: for a scroll bar that was dragged. */
    offset: z.number().int().min(0).max(100_000_000).optional(),
    limit: z.number().int().min(1).max(200),
  }),
  z.object({
    items: z.array(secretHit),
    next: cursor.optional(),
    /** How many there are; where `atLeast`, counting was given up there. */
    total: z.object({ count: z.number().int(), atLeast: z.boolean() }),
  }),
);

/** What needs attention, over all vaults that the person may see or one of them. */
export const SecretAttention = call(
  'SecretAttention',
  z.strictObject({ vault: vaultName.optional() }),
  z.object({
    total: z.number().int(),
    expired: z.number().int(),
    /** Within 30 days. */
    expiring: z.number().int(),
    /** Not changed for 365 days. */
    unchanged: z.number().int(),
    disabled: z.number().int(),
    /** In the recycle bin, gone within 7 days. */
    purgedSoon: z.number().int(),
    /** Disabled, and asked for in the last 30 days nevertheless; the most asked for first. */
    disabledButRead: z.array(z.object({ vault: z.string(), name: z.string(), count: z.number().int(), lastOn: instant })).max(20),
    /** How many expire in each of the next 13 weeks, from now. */
    byWeek: z.array(z.number().int()).length(13),
    /** Vaults with something that expired or expires within 30 days. */
    vaults: z.array(z.object({ vault: z.string(), expired: z.number().int(), expiring: z.number().int() })),
  }),
);

/** A list that a person gave a name to. */
const view = z.object({ id: uuid, name: z.string(), query: secretQuery, sort: secretSort });
export type View = z.infer<typeof view>;

/** The person's own, by name. */
export const ViewList = call('ViewList', z.strictObject({}), z.object({ items: z.array(view) }));

/** Saves one under a name; one of that name is replaced. */
export const ViewPut = call('ViewPut', z.strictObject({ name: viewName, query: secretQuery, sort: secretSort }), view);

export const ViewDelete = call('ViewDelete', z.strictObject({ id: uuid }), z.object({}));
