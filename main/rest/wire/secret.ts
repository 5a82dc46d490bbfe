import * as z from 'zod';
import type { DeletedSecret, SecretProperties } from '../../../app/contract/secret.ts';
import { readShape, sentAttributes, sentTags, toAttributeChange, toAttributes, toDeletion } from './object.ts';

const common = {
  contentType: z.string().nullish(),
  attributes: sentAttributes.nullish(),
  tags: sentTags.nullish(),
};
const setBody = z.object({ ...common, value: z.string() });
const updateBody = z.object(common);
const restoreBody = z.object({ value: z.string() });

/** What SetSecret and UpdateSecret have in common, as the house calls it. What is null counts as left out. */
const toChange = ({ contentType, ...sent }: z.output<typeof updateBody>) => ({
  ...(typeof contentType === 'string' && { contentType }),
  ...toAttributeChange(sent),
});

/** @param body without the value's text. @throws Refused */
export const readSet = (body: unknown) => ({ enabled: true, tags: {}, ...toChange(readShape(setBody, body)) });

/** @throws Refused */
export const readUpdate = (body: unknown) => toChange(readShape(updateBody, body));

/** @param body without the value's text. @throws Refused */
export const checkRestore = (body: unknown): void => void readShape(restoreBody, body);

/** A secret's URL, and that of a version, as whoever asked dialled the vault. */
const urlOf = (origin: string, { name }: SecretProperties): string => `${origin}/secrets/${name}`;
const versionUrlOf = (origin: string, it: SecretProperties): string => `${urlOf(origin, it)}/${it.version}`;

const toCommon = (it: SecretProperties) => ({
  attributes: toAttributes(it),
  tags: it.tags,
  ...(it.contentType !== undefined && { contentType: it.contentType }),
});

const binUrlOf = (origin: string, { name }: SecretProperties): string => `${origin}/deletedsecrets/${name}`;

/** `SecretBundle` without a value. */
export const toBundle = (origin: string, it: SecretProperties) => ({ id: versionUrlOf(origin, it), ...toCommon(it) });

/** `DeletedSecretBundle`, which never has a value. */
export const toDeletedBundle = (origin: string, it: DeletedSecret) => ({
  ...toDeletion(binUrlOf(origin, it), it),
  id: versionUrlOf(origin, it),
  ...toCommon(it),
});

/** `SecretItem` of a list of secrets: named without a version. */
export const toItem = (origin: string, it: SecretProperties) => ({ id: urlOf(origin, it), ...toCommon(it) });

/** `DeletedSecretItem`. */
export const toDeletedItem = (origin: string, it: DeletedSecret) => ({
  ...toDeletion(binUrlOf(origin, it), it),
  id: urlOf(origin, it),
  ...toCommon(it),
});
