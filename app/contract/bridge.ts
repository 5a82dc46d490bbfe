import * as z from 'zod';
import { clipboardMark, clipboardOutcome, clipboardSeconds } from './clipboard.ts';

/** How the window looks; kept by the shell, never a secret. */
export const preference = z.strictObject({
  appearance: z.enum(['system', 'light', 'dark']),
  railCollapsed: z.boolean(),
  /** Width of the detail beside a list, percent of the room. */
  detailPercent: z.number().min(20).max(80),
  /** Whether single letters act as keys (`N`, `G` then `V`); absent: they do. */
  letterKeys: z.boolean().optional(),
  /** How long a copied value stays on the clipboard; absent: the usual time. */
  clipboardSeconds: z.number().int().min(clipboardSeconds.least).max(clipboardSeconds.most).optional(),
  /** The columns that lists of secrets show, by key; absent: the usual ones. */
  secretColumns: z.array(z.string().max(32)).max(20).optional(),
  /** The columns of the log, by key; absent: the usual ones. */
  logColumns: z.array(z.string().max(32)).max(20).optional(),
  /** Whether the log shows its facets where there is room; absent: it does. */
  logFacets: z.boolean().optional(),
});
export type Preference = z.infer<typeof preference>;

export const defaultPreference: Preference = { appearance: 'system', railCollapsed: false, detailPercent: 44 };

/** Longest message between page and shell, in characters: one sealed frame in base64url with room to spare. */
export const mostMessageChars = 1_500_000;

/** Why the engine that the page spoke to is gone. */
export const departure = z.enum(['locked', 'sealed', 'crashed', 'stopped']);
export type Departure = z.infer<typeof departure>;

/** Page to shell. `engine` is relayed unread: its text is the channel's (see channel.ts). */
export const toShell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello') }),
  z.strictObject({ kind: z.literal('engine'), text: z.string().max(mostMessageChars) }),
  z.strictObject({ kind: z.literal('preference'), preference }),
  /**
   * The page put a value on the clipboard. The shell takes it off again after the time given (0: now), and earlier when the page's
   * process or the window ends: the page may be gone by then, and a window without the focus may not write. What somebody else put
   * there meanwhile stays. Said again with the same mark, it sets the time anew.
   */
  z.strictObject({
    kind: z.literal('copied'),
    clearAfterMs: z
      .number()
      .int()
      .min(0)
      .max(clipboardSeconds.most * 1000),
    mark: clipboardMark,
  }),
]);
export type ToShell = z.infer<typeof toShell>;

/** Shell to page. */
export const fromShell = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('welcome'),
    preference,
    /** Why the page before this one ended, when it did not end by the person's leave. */
    after: departure.optional(),
  }),
  z.strictObject({ kind: z.literal('engine'), text: z.string() }),
  z.strictObject({
    kind: z.literal('departed'),
    departure,
    /** Why no engine follows, with a code of the closed list where it is one. Loading the page again tries once more. */
    refusal: z.strictObject({ code: z.string(), detail: z.string() }).optional(),
  }),
  /** A value's time on the clipboard is over. */
  z.strictObject({ kind: z.literal('clipboard'), outcome: clipboardOutcome }),
  /** The person asked through the shell's menu or keys. */
  z.strictObject({ kind: z.literal('command'), command: z.enum(['lock', 'palette']) }),
]);
export type FromShell = z.infer<typeof fromShell>;

/** What a page finds as `window.strongroom`: one port of text, the same in every shell. */
export interface Bridge {
  /** Sends one `ToShell` message as JSON. */
  post(message: string): void;
  /** Registers the one receiver of `FromShell` messages as JSON. A second call replaces it. */
  receive(receiver: (message: string) => void): void;
}
