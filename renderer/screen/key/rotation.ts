import { dayMs, leastRotationDays, type KeyProperties, type RotationPolicy } from '../../../app/contract/key.ts';

/** What the form for a policy holds; numbers as they are typed, empty for none. */
export interface RotationDraft {
  readonly rotate: 'never' | 'creation' | 'expiry';
  readonly rotateDays: string;
  readonly notifyDays: string;
  readonly expiryDays: string;
}

const leastExpiryDays = 28;
const mostDays = 36_500;

const written = (days: number | undefined) => (days === undefined ? '' : String(days));

export const toRotationDraft = ({ rotate, notifyDays, expiryDays }: RotationPolicy): RotationDraft => ({
  rotate: rotate?.from ?? 'never',
  rotateDays: written(rotate?.days),
  notifyDays: written(notifyDays),
  expiryDays: written(expiryDays),
});

const daysOf = (text: string): number | undefined => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);

/** What is typed, whatever it is worth. */
export function toPolicy({ rotate, rotateDays, notifyDays, expiryDays }: RotationDraft): RotationPolicy {
  const [after, notify, expiry] = [daysOf(rotateDays), daysOf(notifyDays), daysOf(expiryDays)];
  return {
    ...(rotate === 'never' || after === undefined ? {} : { rotate: { from: rotate, days: after } }),
    ...(notify === undefined ? {} : { notifyDays: notify }),
    ...(expiry === undefined ? {} : { expiryDays: expiry }),
  };
}

type Problems = Readonly<Partial<Record<'rotateDays' | 'notifyDays' | 'expiryDays', string>>>;

function between(text: string, least: number, empty: string | undefined): string | undefined {
  if (text.trim() === '') return empty;
  const days = daysOf(text);
  return days === undefined || days < least || days > mostDays ? `A whole number of days, from ${least} to 36,500.` : undefined;
}

function rotateProblem({ rotate, rotateDays, expiryDays }: RotationDraft): string | undefined {
  if (rotate === 'never') return undefined;
  const [days = 0, expiry] = [daysOf(rotateDays), daysOf(expiryDays)];
  const alone = between(rotateDays, leastRotationDays, 'Say after how many days.');
  if (alone !== undefined || expiry === undefined) return alone;
  if (rotate === 'creation' && days > expiry - leastRotationDays)
    return `Rotate at least 7 days before a version expires: after ${expiry - leastRotationDays} days at most.`;
  return rotate === 'expiry' && expiry - days < leastRotationDays
    ? `A version lives 7 days at least before it is rotated: ${expiry - leastRotationDays} days before expiry at most.`
    : undefined;
}

function expiryProblem({ rotate, expiryDays }: RotationDraft): string | undefined {
  const needed = rotate === 'expiry' ? 'Rotating before expiry needs new versions that expire.' : undefined;
  return between(expiryDays, leastExpiryDays, needed);
}

function notifyProblem({ notifyDays, expiryDays }: RotationDraft): string | undefined {
  const [days, expiry] = [daysOf(notifyDays), daysOf(expiryDays)];
  const late = days !== undefined && expiry !== undefined && days >= expiry;
  return between(notifyDays, leastRotationDays, undefined) ?? (late ? 'New versions don’t live that long.' : undefined);
}

/** What Key Vault's limits say against a draft, by field. */
export function rotationProblems(draft: RotationDraft): Problems {
  const found = { rotateDays: rotateProblem(draft), notifyDays: notifyProblem(draft), expiryDays: expiryProblem(draft) };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

/** What a policy does next, and when; milliseconds since 1970. */
export interface Coming {
  readonly on: number;
  readonly what: string;
}

type Standing = Pick<KeyProperties, 'createdOn' | 'expires'>;

/** When a policy makes the version after one that stands; undefined where it doesn't. */
function rotationOf({ rotate }: RotationPolicy, { createdOn, expires }: Standing): number | undefined {
  if (!rotate) return undefined;
  if (rotate.from === 'creation') return createdOn + rotate.days * dayMs;
  return expires === undefined ? undefined : expires - rotate.days * dayMs;
}

/** From one version that a policy makes to the next, in milliseconds; undefined where it makes no other. */
export function roundMs({ rotate, expiryDays }: RotationPolicy): number | undefined {
  if (!rotate) return undefined;
  const days = rotate.from === 'creation' ? rotate.days : expiryDays === undefined ? 0 : expiryDays - rotate.days;
  return days > 0 ? days * dayMs : undefined;
}

/**
 * When a policy makes new versions in a span, those after the next as if each came on its day.
 * @param next when it makes the next one; what is past comes now
 * @param policy undefined where one may not know it: then only the next is known
 */
export function rotationsIn(
  { next, policy }: { readonly next: number; readonly policy: RotationPolicy | undefined },
  { from, until }: { readonly from: number; readonly until: number },
  now: number,
): readonly number[] {
  const first = Math.max(next, now);
  const round = policy && roundMs(policy);
  if (round === undefined) return first >= from && first < until ? [first] : [];
  const skipped = Math.max(0, Math.ceil((from - first) / round));
  const count = Math.max(0, Math.ceil((until - first) / round) - skipped);
  return Array.from({ length: count }, (_, at) => first + (skipped + at) * round);
}

/** The dates that a policy brings, of this version and the next, the first first. What is due already happens now. */
export function comingDates(policy: RotationPolicy, current: Standing, now: number): readonly Coming[] {
  const { notifyDays, expiryDays } = policy;
  const due = rotationOf(policy, current);
  const made = due === undefined ? undefined : Math.max(due, now);
  const next =
    made === undefined ? undefined : { createdOn: made, expires: expiryDays === undefined ? undefined : made + expiryDays * dayMs };
  const round = roundMs(policy);
  const after = made === undefined || round === undefined ? undefined : made + round;
  const found: readonly (readonly [number | undefined, string])[] = [
    [
      notifyDays === undefined || current.expires === undefined ? undefined : current.expires - notifyDays * dayMs,
      'People are told that it expires',
    ],
    [made, 'The next version is made'],
    [current.expires, 'This version expires'],
    [after, 'The version after the next is made'],
    [next?.expires, 'The next version expires'],
  ];
  return found
    .flatMap(([on, what]) => (on === undefined || (on < now && what !== 'This version expires') ? [] : [{ on, what }]))
    .toSorted((a, b) => a.on - b.on);
}

/** A policy as sentences. */
export function policyText({ rotate, notifyDays, expiryDays }: RotationPolicy): string {
  const parts = [
    rotate === undefined
      ? 'It isn’t rotated by itself.'
      : `A new version is made ${rotate.days} days ${rotate.from === 'creation' ? 'after the one before' : 'before the current one expires'}.`,
    expiryDays === undefined ? undefined : `New versions expire after ${expiryDays} days.`,
    notifyDays === undefined ? undefined : `People are told ${notifyDays} days before a version expires.`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}
