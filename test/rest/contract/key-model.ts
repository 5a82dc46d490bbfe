import * as z from 'zod';

/** Whole seconds since 1970. */
const time = z.number().int().min(0).max(9_999_999_999);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const url = (path: string) => z.string().regex(new RegExp(String.raw`^https://[a-z0-9-]+\.vault\.localhost:\d+/${path}$`));
const versioned = url('keys/[0-9A-Za-z-]{1,127}/[0-9a-f]{32}');
const either = url('keys/[0-9A-Za-z-]{1,127}(?:/[0-9a-f]{32})?');

const common = {
  attributes: z.strictObject({
    enabled: z.boolean(),
    nbf: time.optional(),
    exp: time.optional(),
    created: time,
    updated: time,
    recoveryLevel: z.string(),
    recoverableDays: z.number().int(),
    exportable: z.boolean(),
    hsmPlatform: z.string(),
  }),
  tags: z.record(z.string(), z.string()),
};
const leaving = {
  release_policy: z.strictObject({ contentType: z.string(), data: base64url, immutable: z.boolean() }).optional(),
};
const key = z.strictObject({
  kid: versioned,
  kty: z.enum(['EC', 'RSA', 'oct']),
  key_ops: z.array(z.string()),
  n: base64url.optional(),
  e: base64url.optional(),
  crv: z.string().optional(),
  x: base64url.optional(),
  y: base64url.optional(),
});
const deleted = { recoveryId: url('deletedkeys/[0-9A-Za-z-]{1,127}'), deletedDate: time, scheduledPurgeDate: time };
const page = (item: z.ZodType) => z.strictObject({ value: z.array(item), nextLink: z.string().nullable() });

/** Bodies of the version 2026-04-01: nothing that is not here may be sent, above all nothing private. */
export const keyModels = {
  KeyBundle: z.strictObject({ key, ...common, ...leaving }),
  DeletedKeyBundle: z.strictObject({ key, ...common, ...deleted }),
  KeyList: page(z.strictObject({ kid: either, ...common })),
  DeletedKeyList: page(z.strictObject({ kid: either, ...common, ...deleted })),
  KeyOperationResult: z.strictObject({
    kid: versioned,
    value: base64url,
    iv: base64url.optional(),
    tag: base64url.optional(),
    aad: base64url.optional(),
  }),
  Verdict: z.strictObject({ value: z.boolean() }),
  Release: z.strictObject({ value: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/) }),
  Backup: z.strictObject({ value: base64url }),
  Policy: z.strictObject({
    id: url('keys/[0-9A-Za-z-]{1,127}/rotationpolicy'),
    lifetimeActions: z.array(z.strictObject({ trigger: z.record(z.string(), z.string()), action: z.strictObject({ type: z.string() }) })),
    attributes: z.strictObject({ expiryTime: z.string().optional(), created: time.optional(), updated: time.optional() }),
  }),
} as const;
