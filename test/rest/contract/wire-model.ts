import * as z from 'zod';

/** Whole seconds since 1970, not milliseconds: up to the year 2286. */
const time = z.number().int().min(0).max(9_999_999_999);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const tags = z.record(z.string(), z.string());

const attributes = z.strictObject({
  enabled: z.boolean(),
  nbf: time.optional(),
  exp: time.optional(),
  created: time,
  updated: time,
  recoveryLevel: z.enum([
    'Purgeable',
    'Recoverable+Purgeable',
    'Recoverable',
    'Recoverable+ProtectedSubscription',
    'CustomizedRecoverable+Purgeable',
    'CustomizedRecoverable',
    'CustomizedRecoverable+ProtectedSubscription',
  ]),
  recoverableDays: z.number().int().min(0).max(90),
});

const host = String.raw`https://[a-z0-9-]+\.vault\.localhost:\d+`;
const collection = (name: string) => `${host}/${name}/[0-9A-Za-z-]{1,127}`;
const idOf = (...parts: readonly string[]) => z.string().regex(new RegExp(`^${parts.join('')}$`));
const version = '/[0-9a-f]{32}';

const common = { attributes, tags: tags.optional(), contentType: z.string().max(255).optional(), managed: z.boolean().optional() };
const deleted = { recoveryId: idOf(collection('deletedsecrets')), deletedDate: time, scheduledPurgeDate: time };

const versioned = idOf(collection('secrets'), version);

/** Bodies of the version 2026-04-01, as far as secrets that belong to no certificate have them: nothing that is not here may be sent. */
export const wireModels = {
  SecretBundle: z.strictObject({ ...common, id: versioned }),
  SecretBundleWithValue: z.strictObject({ ...common, id: versioned, value: z.string() }),
  DeletedSecretBundle: z.strictObject({ ...common, ...deleted, id: versioned }),
  SecretListResult: z.strictObject({
    value: z.array(z.strictObject({ ...common, id: idOf(collection('secrets')) })),
    nextLink: z.string().nullable(),
  }),
  SecretVersionListResult: z.strictObject({
    value: z.array(z.strictObject({ ...common, id: versioned })),
    nextLink: z.string().nullable(),
  }),
  DeletedSecretListResult: z.strictObject({
    value: z.array(z.strictObject({ ...common, ...deleted, id: idOf(collection('secrets')) })),
    nextLink: z.string().nullable(),
  }),
  BackupSecretResult: z.strictObject({ value: base64url }),
} as const;

const innerError = z.strictObject({ code: z.string().min(1) });

/** Every refusal, of whatever operation. */
export const wireError = z.strictObject({
  error: z.strictObject({ code: z.string().min(1), message: z.string().min(1), innererror: innerError.optional() }),
});
