import type { May } from '../api/may.ts';

/** Why a control can't be used now. */
export interface Unavailability {
  /** A sentence: why, and what to do about it. */
  readonly unavailable: string | undefined;
  /** Set where it is for want of rights: pressing the control then shows what is missing, and the way to ask for it. */
  readonly onRefused: (() => void) | undefined;
}

/** `M. Okafor`, `M. Okafor or L. Brandt`, `M. Okafor, L. Brandt or S. Weil`. */
export function listOr(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** What is missing, the smallest role that has it, and who can grant it, as one sentence. */
export function refusalSentence({ refusal }: Extract<May, { state: 'no' }>): string {
  const { smallestRole, missing, grantors } = refusal;
  const what =
    smallestRole === undefined ? `Your roles don’t include ${missing}.` : `This needs the role ${smallestRole}, which you don’t have here.`;
  const who = grantors.length === 0 ? '' : ` ${listOr(grantors)} can grant it.`;
  return `${what}${who} Press to request access.`;
}
