import type { RotationTrouble } from '../../../app/contract/key-search.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import type { KeyPlace } from '../key/key-place.ts';
import type { Attention, Way } from './attention.ts';

type Counted = Output<'KeyAttention'>;

const dayMs = 86_400_000;
/** Keys that are named one by one; the rest of them in one line. */
const mostNamed = 3;

/** Why the house couldn't rotate a key, and what puts that right. */
export const troubleText: Readonly<Record<RotationTrouble, string>> = {
  'token-locked': 'Its token is locked. Open it with its PIN: the house tries again by itself.',
  'token-absent': 'Its token isn’t there. Plug it in, or start its module: the house tries again by itself.',
  'token-failed': 'Its token didn’t do it. Look at the token and its module: the house tries again by itself.',
  'token-full': 'Its token has no room for another key. Make room there: the house tries again by itself.',
  'no-token': 'Its vault is bound to no token any more. Choose one for the vault, or take the policy away.',
  other: 'The log says what went wrong when the house tried.',
};

type Overdue = Counted['overdueKeys'][number];

/** Keys that the house failed to rotate, one by one. */
const aboutFailed = ({ vault, name, trouble = 'other' }: Overdue): Attention => ({
  key: `rotation ${vault}/${name}`,
  kind: 'warning',
  title: `${visibleText(name)} in ${visibleText(vault)} wasn’t rotated on its day`,
  why: troubleText[trouble],
  action: 'Open',
  way: { to: '/keys/$vault/$name', params: { vault, name } },
});

const aboutToken = ({ token, label, state, keys }: Counted['tokens'][number], within: KeyPlace): Attention => ({
  key: `token ${token}`,
  kind: 'warning',
  title: `${countText(keys, 'key')} in ${visibleText(label)} can’t be used`,
  why:
    state === 'locked'
      ? 'The token is locked: whoever has its PIN opens it on the page HSM.'
      : 'The token isn’t plugged in, or its module doesn’t run: the page HSM says which.',
  action: keys === 1 ? 'Show it' : 'Show them',
  way: { to: '/keys', search: { ...within, token } },
});

type Line = Attention & { readonly count: number };

function aboutRotation({ overdue, overdueKeys, unrotated }: Counted, toKeys: (search: KeyPlace) => Way, now: number): readonly Line[] {
  const named = overdueKeys.filter(({ trouble }) => trouble !== undefined).slice(0, mostNamed);
  const rest = overdue - named.length;
  return [
    ...named.map((key) => ({ ...aboutFailed(key), count: 1 })),
    {
      key: 'overdue',
      kind: 'warning',
      count: rest,
      title: `${countText(rest, named.length === 0 ? 'key' : 'more key')} past the day of ${rest === 1 ? 'its' : 'their'} rotation`,
      why: 'The house makes the next versions by itself, within minutes where nothing stands against it.',
      action: 'Show overdue',
      way: toKeys({ rotatesOn: { until: now + 1 } }),
    },
    {
      key: 'unrotated',
      kind: 'notice',
      count: unrotated,
      title: `${countText(unrotated, 'key')} older than a year that nothing rotates`,
      why: 'The longer one version is used, the more is lost with it. A rotation policy makes new ones by itself.',
      action: 'Show old keys',
      way: toKeys({ state: 'enabled', rotates: false, created: { until: now - 365 * dayMs } }),
    },
  ];
}

/**
 * What needs attention among keys, in no order.
 * @param vault the one that was counted; undefined where all were
 * @param now milliseconds since 1970
 */
export function aboutKeys(counted: Counted, vault: string | undefined, now: number): readonly Attention[] {
  const within: KeyPlace = vault === undefined ? {} : { vault };
  const toKeys = (search: KeyPlace): Way => ({ to: '/keys', search: { ...within, ...search } });
  const lines: readonly Line[] = [
    {
      key: 'expired keys',
      kind: 'danger',
      count: counted.expired,
      title: `${countText(counted.expired, 'key')} expired`,
      why: 'Nothing is signed, encrypted or wrapped any more with what expired. Rotate it, or give it another date.',
      action: 'Show expired',
      way: toKeys({ state: 'expired' }),
    },
    {
      key: 'expiring keys',
      kind: 'warning',
      count: counted.expiring,
      title: `${countText(counted.expiring, 'key')} expiring within 30 days`,
      why: 'Rotate before signing and encrypting stops.',
      action: 'Show expiring',
      way: toKeys({ state: 'expiring' }),
    },
    {
      key: 'purged keys',
      kind: 'warning',
      count: counted.purgedSoon,
      title: `${countText(counted.purgedSoon, 'deleted key')} gone within 7 days`,
      why: 'What was encrypted with it can’t be read after that: recover what is still needed.',
      action: 'Open the bin',
      way: { to: '/recycle-bin' },
    },
    ...aboutRotation(counted, toKeys, now),
  ];
  const found = lines.filter(({ count }) => count > 0).map(({ count: _count, ...line }) => line);
  return [...found, ...counted.tokens.map((token) => aboutToken(token, within))];
}
