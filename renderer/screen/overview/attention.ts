import type { Application } from '../../../app/contract/application.ts';
import type { Slot } from '../../../app/contract/instance.ts';
import type { LogRow } from '../../../app/contract/log.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { countText } from '../../component/count-text.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { KeyPlace } from '../key/key-place.ts';
import type { SecretPlace } from '../secret/secret-place.ts';
import { aboutKeys } from './about-key.ts';

/** Where something is put right. */
export type Way =
  | { readonly to: '/requests' | '/settings' | '/log' | '/integrity' | '/recycle-bin' }
  | { readonly to: '/applications' }
  | { readonly to: '/applications/$application'; readonly params: { readonly application: string } }
  | { readonly to: '/secrets'; readonly search: SecretPlace }
  | { readonly to: '/secrets/$vault/$name'; readonly params: { readonly vault: string; readonly name: string } }
  | { readonly to: '/keys'; readonly search: KeyPlace }
  | { readonly to: '/keys/$vault/$name'; readonly params: { readonly vault: string; readonly name: string } };

/** One thing that someone should look at: what is the matter, why it matters, and where it is put right. */
export interface Attention {
  readonly key: string;
  readonly kind: MeaningKind;
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly way: Way;
}

const dayMs = 86_400_000;
const leastSlots = 2;

function aboutSlots(slots: readonly Slot[]): readonly Attention[] {
  const way: Way = { to: '/settings' };
  if (slots.length < leastSlots) {
    const why = 'If it is lost, nothing opens this house again, and every secret in it is gone.';
    const title = slots.length === 1 ? 'Only one unlock slot' : 'No unlock slot';
    return [{ key: 'slots', kind: 'danger', title, why, action: 'Add a slot', way }];
  }
  if (slots.some((slot) => slot.kind === 'shares')) return [];
  const why = 'A forgotten passphrase is answered by shares kept on paper, in more than one place.';
  return [{ key: 'shares', kind: 'notice', title: 'No recovery shares', why, action: 'Make shares', way }];
}

function aboutLog(rows: readonly LogRow[], now: number): readonly Attention[] {
  const recent = rows.filter((row) => row.time > now - dayMs);
  const way: Way = { to: '/log' };
  const failed = recent.filter((row) => row.result === 'failed').length;
  const refused = recent.filter((row) => row.result === 'refused').length;
  const found: readonly (Attention & { readonly count: number })[] = [
    {
      key: 'failed',
      kind: 'warning',
      count: failed,
      title: `${countText(failed, 'operation')} failed since yesterday`,
      why: 'The log says which, and why.',
      action: 'Open the log',
      way,
    },
    {
      key: 'refused',
      kind: 'notice',
      count: refused,
      title: `${countText(refused, 'operation')} refused since yesterday`,
      why: 'Wrong passwords and missing roles show here; many of them are worth a look.',
      action: 'Open the log',
      way,
    },
  ];
  return found.filter(({ count }) => count > 0);
}

function aboutRequests(count: number): readonly Attention[] {
  if (count === 0) return [];
  const title = `${countText(count, 'request')} for access ${count === 1 ? 'waits' : 'wait'} for you`;
  return [
    {
      key: 'requests',
      kind: 'notice',
      title,
      why: 'Somebody can’t go on with their work until it is decided.',
      action: 'Decide',
      way: { to: '/requests' },
    },
  ];
}

type Counted = Output<'SecretAttention'>;

/** Secrets and applications that are named one by one; the rest of them in one line. */
const mostNamed = 3;

/** Applications whose first credential ends soon, the next to end first. @param total how many there are, with those that were not read */
function aboutApplications({ items, total }: Output<'ApplicationList'>, now: number): readonly Attention[] {
  const endOf = ({ credentialUntil = Number.POSITIVE_INFINITY }: Application): number => credentialUntil;
  const soonest = items.filter((it) => endOf(it) > now).toSorted((a, b) => endOf(a) - endOf(b));
  const named = soonest.slice(0, mostNamed).map((application): Attention => {
    const days = Math.floor((endOf(application) - now) / dayMs);
    const when = days === 0 ? 'today or tomorrow' : `in ${countText(days, 'day')}`;
    return {
      key: `credential ${application.id}`,
      kind: 'warning',
      title: `A credential of ${visibleText(application.name)} ends ${when}`,
      why: 'The application can’t sign in by it any more from then on: add another, and have it used.',
      action: 'Open',
      way: { to: '/applications/$application', params: { application: application.id } },
    };
  });
  const rest = total - (items.length - soonest.length) - named.length;
  if (rest <= 0) return named;
  const title = `${countText(rest, 'more application')} with a credential that ends within 30 days`;
  return [
    ...named,
    { key: 'credentials', kind: 'warning', title, why: 'The list says of each when.', action: 'Show them', way: { to: '/applications' } },
  ];
}

function aboutDisabled(read: Counted['disabledButRead'], vault: readonly string[] | undefined): readonly Attention[] {
  const named = read.slice(0, mostNamed).map(({ vault: of, name, count }): Attention => {
    const why = `It was asked for ${countText(count, 'time')} in the last 30 days: something still wants it.`;
    const title = `${visibleText(name)} in ${visibleText(of)} is disabled, but read`;
    return {
      key: `read ${of}/${name}`,
      kind: 'warning',
      title,
      why,
      action: 'Open',
      way: { to: '/secrets/$vault/$name', params: { vault: of, name } },
    };
  });
  const rest = read.length - named.length;
  if (rest === 0) return named;
  const way: Way = { to: '/secrets', search: { state: ['disabled'], ...(vault ? { vault: [...vault] } : {}) } };
  const title = `${rest} more disabled ${rest === 1 ? 'secret is' : 'secrets are'} still read`;
  return [
    ...named,
    { key: 'read', kind: 'warning', title, why: 'Applications get refusals instead of values.', action: 'Show disabled', way },
  ];
}

const soonFirst = { by: 'expires', direction: 'up' } as const;
const longestFirst = { by: 'changed', direction: 'up' } as const;

/**
 * What needs attention among secrets, worst first.
 * @param vault the one that was counted; undefined where all were
 * @param now milliseconds since 1970
 */
export function aboutSecrets(counted: Counted, vault: string | undefined, now: number): readonly Attention[] {
  const within = vault === undefined ? {} : { vault: [vault] };
  const found: readonly (Attention & { readonly count: number })[] = [
    {
      key: 'expired',
      kind: 'danger',
      count: counted.expired,
      title: `${countText(counted.expired, 'secret')} expired`,
      why: 'Set new versions, or take away what nobody needs.',
      action: 'Show expired',
      way: { to: '/secrets', search: { ...within, state: ['expired'], sort: soonFirst } },
    },
    {
      key: 'expiring',
      kind: 'warning',
      count: counted.expiring,
      title: `${countText(counted.expiring, 'secret')} expiring within 30 days`,
      why: 'Set new versions before something stops.',
      action: 'Show expiring',
      way: { to: '/secrets', search: { ...within, state: ['expiring'], sort: soonFirst } },
    },
    {
      key: 'purged',
      kind: 'warning',
      count: counted.purgedSoon,
      title: `${countText(counted.purgedSoon, 'deleted secret')} gone within 7 days`,
      why: 'What should stay must be recovered before.',
      action: 'Open the bin',
      way: { to: '/recycle-bin' },
    },
    {
      key: 'unchanged',
      kind: 'notice',
      count: counted.unchanged,
      title: `${countText(counted.unchanged, 'secret')} unchanged for a year`,
      why: 'Whoever learnt a value then can still use it.',
      action: 'Show unchanged',
      way: { to: '/secrets', search: { ...within, changed: { until: now - 365 * dayMs }, sort: longestFirst } },
    },
  ];
  return worstFirst([...found.filter(({ count }) => count > 0), ...aboutDisabled(counted.disabledButRead, within.vault)]);
}

const order: Record<MeaningKind, number> = { danger: 0, warning: 1, hardware: 2, notice: 3, ok: 4, disabled: 5 };
export const worstFirst = (found: readonly Attention[]) => found.toSorted((a, b) => order[a.kind] - order[b.kind]);

/** What the overview looked at; undefined where one may not see it. */
export interface Seen {
  readonly secrets: Counted | undefined;
  readonly keys?: Output<'KeyAttention'> | undefined;
  readonly slots: readonly Slot[] | undefined;
  /** The newest records. */
  readonly rows: readonly LogRow[] | undefined;
  /** How many requests for access wait for the person to decide. */
  readonly requests?: number | undefined;
  /** Applications with a credential that ends soon. */
  readonly ending?: Output<'ApplicationList'> | undefined;
}

/** What needs attention, worst first, from what is known and nothing else. */
export const findAttention = ({ secrets, keys, slots, rows, requests = 0, ending }: Seen, now: number): readonly Attention[] =>
  worstFirst([
    ...(secrets ? aboutSecrets(secrets, undefined, now) : []),
    ...(keys ? aboutKeys(keys, undefined, now) : []),
    ...(ending ? aboutApplications(ending, now) : []),
    ...(slots ? aboutSlots(slots) : []),
    ...(rows ? aboutLog(rows, now) : []),
    ...aboutRequests(requests),
  ]);
