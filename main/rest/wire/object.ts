import * as z from 'zod';
import { badParameter, Refused } from '../refused.ts';

/** Key Vault counts in whole seconds since 1970. */
export const toSeconds = (ms: number): number => Math.floor(ms / 1000);

/** What the window's schema takes: up to the year 275760. */
const seconds = z.number().int().min(0).max(8.64e12);

/** Attributes that are sent of any object; those that only Key Vault writes are passed over, as there. */
export const sentAttributes = z.object({ enabled: z.boolean().nullish(), nbf: seconds.nullish(), exp: seconds.nullish() });
export const sentTags = z.record(z.string(), z.string());

/** @throws Refused, naming the first member that is wrong */
export function readShape<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new Refused(badParameter(path === '' ? 'The request body must be a JSON object.' : `Property ${path} has invalid value`));
}

interface Sent {
  readonly attributes?: z.output<typeof sentAttributes> | null | undefined;
  readonly tags?: z.output<typeof sentTags> | null | undefined;
}

/** Attributes and tags as the house calls them. What is null counts as left out. */
export const toAttributeChange = ({ attributes: set, tags }: Sent) => ({
  ...(typeof set?.nbf === 'number' && { notBefore: set.nbf * 1000 }),
  ...(typeof set?.exp === 'number' && { expires: set.exp * 1000 }),
  ...(typeof set?.enabled === 'boolean' && { enabled: set.enabled }),
  ...(tags && { tags }),
});

interface Described {
  readonly enabled: boolean;
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
  readonly createdOn: number;
  readonly updatedOn: number;
  readonly recoveryLevel: string;
  readonly recoverableDays: number;
}

/** Attributes of any object as they are answered. */
export const toAttributes = (it: Described) => ({
  enabled: it.enabled,
  ...(it.notBefore !== undefined && { nbf: toSeconds(it.notBefore) }),
  ...(it.expires !== undefined && { exp: toSeconds(it.expires) }),
  created: toSeconds(it.createdOn),
  updated: toSeconds(it.updatedOn),
  recoveryLevel: it.recoveryLevel,
  recoverableDays: it.recoverableDays,
});

/** @param url of the object in the recycle bin */
export const toDeletion = (url: string, it: { readonly deletedOn: number; readonly purgeOn: number }) => ({
  recoveryId: url,
  deletedDate: toSeconds(it.deletedOn),
  scheduledPurgeDate: toSeconds(it.purgeOn),
});
