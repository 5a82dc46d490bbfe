import type { BulkChange } from '../contract/bulk.ts';
import type { ErrorCode } from '../contract/vault-error.ts';
import { toSecond } from '../vault/attribute.ts';
import type { SecretVersionHead } from '../secret/secret-store.ts';
import type { BulkState, Former } from './bulk-job.ts';
import { sightOf, type Subject } from './find-subject.ts';

type Tags = Readonly<Record<string, string>>;
type TagChange = Extract<BulkChange, { kind: 'tag' }>;

const mostTags = 15;

/** What a change would make of a secret, as the operation that does it would decide. Nothing is written. */
export function judge(change: BulkChange, subject: Subject): BulkState {
  const refusal = refusalOf(change, subject);
  if (refusal) return { at: 'refused', code: refusal };
  return isAlready(change, subject) ? { at: 'unchanged' } : { at: 'planned', sight: sightOf(subject) };
}

function refusalOf(change: BulkChange, { secret, head, purgeProtection }: Subject): ErrorCode | undefined {
  // What is where it shall go is there already.
  if (change.kind === 'delete' || change.kind === 'recover') return undefined;
  const isPurge = change.kind === 'purge';
  if (isPurge !== (secret.deletion !== undefined)) return 'SecretNotFound';
  if (isPurge) return purgeProtection ? 'PurgeProtected' : undefined;
  return isFitting(change, head) ? undefined : 'BadParameter';
}

/** Whether the attributes could be so. */
function isFitting(change: BulkChange, head: Subject['head']): boolean {
  if (change.kind === 'tag') return Object.keys(tagsAfter(change, head.tags)).length <= mostTags;
  if (change.kind !== 'expire' || change.expires === null || head.notBefore === undefined) return true;
  return (toSecond(change.expires) ?? 0) > head.notBefore;
}

/** Whether it is already as it would be. */
function isAlready(change: BulkChange, { secret, head }: Subject): boolean {
  switch (change.kind) {
    case 'tag':
      return touchedTags(change).every((name) => valueOf(tagsAfter(change, head.tags), name) === valueOf(head.tags, name));
    case 'enable':
      return head.enabled;
    case 'disable':
      return !head.enabled;
    case 'expire':
      return toSecond(change.expires ?? undefined) === head.expires;
    case 'delete':
      return secret.deletion !== undefined;
    case 'recover':
      return secret.deletion === undefined;
    case 'purge':
      return false;
  }
}

/** Every tag that a change speaks of, each once. */
const touchedTags = ({ set, remove }: TagChange): string[] => [...new Set([...Object.keys(set), ...remove])];

/** The tags with those of the change; what is set is not removed. */
export const tagsAfter = ({ set, remove }: TagChange, tags: Tags): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(tags).filter(([name]) => !remove.includes(name))),
  ...set,
});

/** What there is where a change will write. */
export function formerOf(change: BulkChange, head: Pick<SecretVersionHead, 'enabled' | 'expires' | 'tags'>): Former {
  switch (change.kind) {
    case 'tag':
      return { kind: 'tag', tags: touchedTags(change).map((name) => valueOf(head.tags, name)) };
    case 'enable':
    case 'disable':
      return { kind: 'enabled', enabled: head.enabled };
    case 'expire':
      return { kind: 'expires', expires: head.expires };
    case 'delete':
    case 'recover':
    case 'purge':
      return { kind: 'place' };
  }
}

/** The tags with those that a change touched as they were before. */
export function tagsBefore(change: TagChange, former: readonly (string | undefined)[], tags: Tags): Record<string, string> {
  const touched = touchedTags(change);
  const kept = Object.entries(tags).filter(([name]) => !touched.includes(name));
  const back = touched.flatMap((name, at): [string, string][] => (former[at] === undefined ? [] : [[name, former[at]]]));
  return Object.fromEntries([...kept, ...back]);
}

/** Tags may be called as anything that objects inherit. */
const valueOf = (tags: Tags, name: string): string | undefined => (Object.hasOwn(tags, name) ? tags[name] : undefined);
