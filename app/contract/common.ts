import * as z from 'zod';

/** Of an object in a vault: 1 to 127 letters, digits and hyphens; compared without case. */
export const objectName = z
  .string()
  .min(1)
  .max(127)
  .regex(/^[a-z0-9-]+$/i);

/** Of a version of an object: 32 hexadecimal digits. */
export const objectVersion = z.string().regex(/^[0-9a-f]{32}$/);

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instant = z.number().int().min(0).max(8.64e15);

/** From the first instant, until before the second. */
export const span = z.strictObject({ from: instant.optional(), until: instant.optional() });
export type Span = z.infer<typeof span>;

export const uuid = z.uuid();

/** Where the next page starts; opaque to the window. */
export const cursor = z.string().max(512);

/** Text that UTF-8 can hold: no half of a surrogate pair. */
const wellFormed = (text: string): boolean => text.isWellFormed();

/** Up to 15 tags, name and value up to 256 characters each (https://learn.microsoft.com/azure/key-vault/secrets/about-secrets). */
export const tags = z
  .record(
    z
      .string()
      .min(1)
      .max(256)
      .refine(wellFormed)
      .refine((name) => name !== '__proto__'),
    z.string().max(256).refine(wellFormed),
  )
  .refine((value) => Object.keys(value).length <= 15, { message: 'too_many_tags' });

/** A person's or an organisation's name as people read it: no control characters. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u)
  .refine(wellFormed);

/** The name a person signs in with; compared without case. */
export const personName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/i);

/** A passphrase or password as UTF-8 bytes: at least 12 for new ones, never more than 1 KiB. */
export const leastPassphraseBytes = 12;
export const mostPassphraseBytes = 1024;

/** What a person calls a list that is kept. */
export const viewName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u)
  .refine((text) => text.isWellFormed());
