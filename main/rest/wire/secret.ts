import * as z from 'zod';
import type { DeletedSecret, SecretProperties } from '../../../app/contract/secret.ts';
import { badParameter, Refused } from '../refused.ts';

/** Key Vault counts in whole seconds since 1970. */
const toSeconds = (ms: number): number => Math.floor(ms / 1000);

/** What the window's schema takes: up to the year 275760. */
const seconds = z.number().int().min(0).max(8.64e12);

/** Attributes that are sent; those that only Key Vault writes are passed over, as there. */
const attributes = z.object({ enabled: z.boolean().nullish(), nbf: seconds.nullish(), exp: seconds.nullish() });

const common = {
  contentType: z.string().nullish(),
  attributes: attributes.nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
};
const setBody = z.object({ ...common, value: z.string() });
const updateBody = z.object(common);
const restoreBody = z.object({ value: z.string() });

/** @throws Refused, naming the first member that is wrong */
function read<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new Refused(badParameter(path === '' ? 'The request body must be a JSON object.' : `Property ${path} has invalid value`));
}

/** What SetSecret and UpdateSecret have in common, as the house calls it. What is null counts as left out. */
function toChange({ contentType, attributes: set, tags }: z.output<typeof updateBody>) {
  return {
    ...(typeof contentType === 'string' && { contentType }),
    ...(typeof set?.nbf === 'number' && { notBefore: set.nbf * 1000 }),
    ...(typeof set?.exp === 'number' && { expires: set.exp * 1000 }),
    ...(typeof set?.enabled === 'boolean' && { enabled: set.enabled }),
    ...(tags && { tags }),
  };
}

/** @param body without the value's text. @throws Refused */
export const readSet = (body: unknown) => ({ enabled: true, tags: {}, ...toChange(read(setBody, body)) });

/** @throws Refused */
export const readUpdate = (body: unknown) => toChange(read(updateBody, body));

/** @param body without the value's text. @throws Refused */
export const checkRestore = (body: unknown): void => void read(restoreBody, body);

/** A secret's URL, and that of a version, as whoever asked dialled the vault. */
const urlOf = (origin: string, { name }: SecretProperties): string => `${origin}/secrets/${name}`;
const versionUrlOf = (origin: string, it: SecretProperties): string => `${urlOf(origin, it)}/${it.version}`;

function toCommon(it: SecretProperties) {
  return {
    attributes: {
      enabled: it.enabled,
      ...(it.notBefore !== undefined && { nbf: toSeconds(it.notBefore) }),
      ...(it.expires !== undefined && { exp: toSeconds(it.expires) }),
      created: toSeconds(it.createdOn),
      updated: toSeconds(it.updatedOn),
      recoveryLevel: it.recoveryLevel,
      recoverableDays: it.recoverableDays,
    },
    tags: it.tags,
    ...(it.contentType !== undefined && { contentType: it.contentType }),
  };
}

const toDeletion = (origin: string, it: DeletedSecret) => ({
  recoveryId: `${origin}/deletedsecrets/${it.name}`,
  deletedDate: toSeconds(it.deletedOn),
  scheduledPurgeDate: toSeconds(it.purgeOn),
});

/** `SecretBundle` without a value. */
export const toBundle = (origin: string, it: SecretProperties) => ({ id: versionUrlOf(origin, it), ...toCommon(it) });

/** `DeletedSecretBundle`, which never has a value. */
export const toDeletedBundle = (origin: string, it: DeletedSecret) => ({
  ...toDeletion(origin, it),
  id: versionUrlOf(origin, it),
  ...toCommon(it),
});

/** `SecretItem` of a list of secrets: named without a version. */
export const toItem = (origin: string, it: SecretProperties) => ({ id: urlOf(origin, it), ...toCommon(it) });

/** `DeletedSecretItem`. */
export const toDeletedItem = (origin: string, it: DeletedSecret) => ({
  ...toDeletion(origin, it),
  id: urlOf(origin, it),
  ...toCommon(it),
});
