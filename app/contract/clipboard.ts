import * as z from 'zod';

/** 32 bytes in base64url. */
const digest = z.string().regex(/^[\w-]{43}$/);

/**
 * How a shell knows a copied value again without holding it: HMAC-SHA-256 of the text under a key that was drawn for this one copy.
 * @see comparableText for what is hashed
 */
export const clipboardMark = z.strictObject({ key: digest, mac: digest });
export type ClipboardMark = z.infer<typeof clipboardMark>;

/** What became of a value on the clipboard: taken off it, left because something else is there by now, or not reached. */
export const clipboardOutcome = z.enum(['emptied', 'other', 'failed']);
export type ClipboardOutcome = z.infer<typeof clipboardOutcome>;

/** A text as every clipboard gives it back: some write line ends their own way, some end a text at its first NUL. */
export const comparableText = (text: string): string => text.split('\0', 1).join('').replace(/\r\n?/g, '\n');

/** Shortest and longest time that a value stays on the clipboard unless one asks for more, in seconds. */
export const clipboardSeconds = { least: 10, usual: 30, most: 300 } as const;
