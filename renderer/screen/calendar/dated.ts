import type { Application } from '../../../app/contract/application.ts';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import type { SecretHit } from '../../../app/contract/search.ts';
import { rotationsIn } from '../key/rotation.ts';
import type { DatedKind } from './calendar-place.ts';
import { startOfDay } from './month.ts';

/** Something that falls on a day; `on` in milliseconds since 1970. */
export type Dated =
  | { readonly kind: 'secret' | 'key'; readonly on: number; readonly vault: string; readonly name: string; readonly enabled: boolean }
  | {
      readonly kind: 'rotation';
      readonly on: number;
      readonly vault: string;
      readonly name: string;
      readonly of: KeyHit;
      /** Set of the rotation that comes next: it waits for its day, or is overdue. */
      readonly next?: 'waits' | 'overdue';
    }
  | { readonly kind: 'credential'; readonly on: number; readonly name: string; readonly application: string };

export interface Span {
  readonly from: number;
  readonly until: number;
}

export const secretDates = (secrets: readonly SecretHit[]): readonly Dated[] =>
  secrets.flatMap(({ vault, name, enabled, expires }) =>
    expires === undefined ? [] : { kind: 'secret' as const, on: expires, vault, name, enabled },
  );

export const keyDates = (keys: readonly KeyHit[]): readonly Dated[] =>
  keys.flatMap(({ vault, name, enabled, expires }) =>
    expires === undefined ? [] : { kind: 'key' as const, on: expires, vault, name, enabled },
  );

/** The rotation that comes next, where there is one. @param now what is overdue comes then */
export function nextRotation(of: KeyHit, now: number): Dated | undefined {
  const { vault, name, rotatesOn } = of;
  if (rotatesOn === undefined) return undefined;
  return { kind: 'rotation', on: Math.max(rotatesOn, now), vault, name, of, next: rotatesOn < now ? 'overdue' : 'waits' };
}

/** What the policies will make in a span, as far as one may know them. @param now what is overdue comes then */
export const rotationDates = (keys: readonly KeyHit[], span: Span, now: number): readonly Dated[] =>
  keys.flatMap((of) => {
    const { vault, name, rotatesOn, policy } = of;
    const next = nextRotation(of, now);
    if (rotatesOn === undefined || !next) return [];
    return rotationsIn({ next: rotatesOn, policy }, span, now).map((on): Dated =>
      on === next.on ? next : { kind: 'rotation', on, vault, name, of },
    );
  });

export const credentialDates = (applications: readonly Application[], { from, until }: Span): readonly Dated[] =>
  applications.flatMap(({ id, name, credentialUntil: on }) =>
    on === undefined || on < from || on >= until ? [] : { kind: 'credential' as const, on, name, application: id },
  );

/** What tells one from every other of its day. */
export const datedKey = (dated: Dated): string =>
  `${dated.kind} ${dated.kind === 'credential' ? dated.application : `${dated.vault}/${dated.name}`} ${dated.on}`;

/** By the first instant of the day, in the person's zone; within a day the first first. */
export function byDay(dates: readonly Dated[]): ReadonlyMap<number, readonly Dated[]> {
  const sorted = dates.toSorted((a, b) => a.on - b.on || a.name.localeCompare(b.name));
  return Map.groupBy(sorted, ({ on }) => startOfDay(on));
}

interface KindText {
  /** What the filter calls it. */
  readonly shown: string;
  /** What happens to it, after its name. */
  readonly happens: string;
  /** Many of them, as they are counted. */
  readonly counted: string;
}

export const kindText: Readonly<Record<DatedKind, KindText>> = {
  secret: { shown: 'Secrets expire', happens: 'expires', counted: 'expiring' },
  key: { shown: 'Keys expire', happens: 'expires', counted: 'expiring' },
  rotation: { shown: 'Keys are rotated', happens: 'is rotated', counted: 'rotated' },
  credential: { shown: 'Credentials end', happens: 'has a credential that ends', counted: 'with a credential that ends' },
};

/** `2 expiring, 1 rotated`; empty for none. */
export function countedText(dates: readonly Dated[]): string {
  const counts = Map.groupBy(dates, ({ kind }) => kindText[kind].counted);
  return [...counts].map(([word, of]) => `${of.length} ${word}`).join(', ');
}
