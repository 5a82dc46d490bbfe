import type { KeyProperties } from '../../../app/contract/key.ts';
import { dayText } from '../../component/moment-text.ts';
import { versionText } from './key-text.ts';

const dayMs = 86_400_000;
/** What lies further ahead than the past is long, and than this, is cut. */
const leastAheadMs = 400 * dayMs;
const shownRows = 6;

/** From when until when a version holds. */
export interface LifeRow {
  readonly version: string;
  readonly current: boolean;
  readonly enabled: boolean;
  readonly made: number;
  readonly from: number;
  /** Undefined where it never ends, or beyond the line. */
  readonly until: number | undefined;
}

/** A key's life on a line of time; milliseconds since 1970. */
export interface Life {
  readonly first: number;
  readonly last: number;
  readonly now: number;
  readonly rotatesOn: number | undefined;
  /** From new to old. */
  readonly rows: readonly LifeRow[];
}

/** @param versions from new to old */
export function lifeOf(versions: readonly KeyProperties[], now: number): Life {
  const shown = versions.slice(0, shownRows);
  const rotatesOn = versions.find(({ current }) => current)?.rotatesOn;
  const first = Math.min(now, ...shown.map(({ createdOn }) => createdOn));
  const ends = shown.flatMap(({ expires = now }) => expires);
  const last = Math.min(Math.max(now + 30 * dayMs, rotatesOn ?? now, ...ends), now + Math.max(now - first, leastAheadMs));
  const rows = shown.map(({ version, current, enabled, createdOn, notBefore, expires }) => ({
    version,
    current,
    enabled,
    made: createdOn,
    from: Math.min(Math.max(createdOn, notBefore ?? 0), last),
    until: expires === undefined || expires > last ? undefined : Math.max(expires, first),
  }));
  return { first, last, now, rotatesOn, rows };
}

/** How far along the line a time lies, from 0 to 1. */
export const along = ({ first, last }: Life, time: number): number => Math.min(1, Math.max(0, (time - first) / Math.max(1, last - first)));

/** The dates of one version, as a sentence. */
export function lifeText({ version, current, enabled, createdOn, notBefore, expires, rotatesOn }: KeyProperties, now: number): string {
  const parts = [
    `made ${dayText(createdOn)}`,
    notBefore === undefined ? undefined : `${notBefore <= now ? 'active since' : 'active from'} ${dayText(notBefore)}`,
    rotatesOn === undefined ? undefined : `rotates ${dayText(rotatesOn)}`,
    expires === undefined ? 'never expires' : `${expires <= now ? 'expired' : 'expires'} ${dayText(expires)}`,
    enabled ? undefined : 'disabled',
  ];
  return `Version ${versionText(version)}${current ? ', current' : ''}: ${parts.filter((part) => part !== undefined).join(', ')}.`;
}
