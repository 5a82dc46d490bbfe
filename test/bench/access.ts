import { authorize } from '../../app/access/authorize.ts';
import { dataActions, resourceActions } from '../../app/access/action.ts';
import { toRefusal } from '../../app/access/refusal.ts';
import { decide } from '../../app/access/standing.ts';
import { createStandings } from '../../app/access/standings.ts';
import type { Tx } from '../../app/operation/store.ts';
import type { OpenHouse } from '../../app/seal/house.ts';
import { type AccessCrowd, addAccessCrowd, type CrowdSize } from './access-crowd.ts';
import { openBenchHouse, undressed } from './corridor-house.ts';
import { mixed } from './crowd.ts';
import type { Bench, Part } from './part.ts';
import { quantile } from './stat.ts';
import { duration } from './text.ts';

const size: CrowdSize = { people: 10_000, grants: 100_000, groups: 1_000, deep: 5 };
const warmCount = 20_000;
const coldCount = 400;

/** What a decision costs among many people, groups and assignments. */
export const access: Part = {
  name: 'access',
  measures: 'an authorization decision with 10,000 people, 100,000 assignments and groups nested five deep',
  async run(bench) {
    const house = await openBenchHouse(bench.folder, undressed);
    const began = performance.now();
    const crowd = await addAccessCrowd(house.rooms, size);
    bench.note(
      `${size.people} people, ${size.grants} assignments and ${size.groups} groups made in ${duration(performance.now() - began)}`,
    );
    for (let round = 0; round <= bench.rounds; round += 1) await measure(round === 0 ? undefined : bench, house.rooms, crowd);
    bench.note('aims: under 50 µs at the median, under 2 ms cold. `cold`: person, groups and grants are read and checked anew');
    await house.close();
  },
};

const needs = [
  ...resourceActions.map((action) => ({ kind: 'action', action }) as const),
  ...dataActions.map((action) => ({ kind: 'dataAction', action }) as const),
];

/** Of the house's first people, over and over: what one asks in a minute. */
const present = 50;

/** @param bench undefined for the round that warms up */
async function measure(bench: Bench | undefined, rooms: OpenHouse, crowd: AccessCrowd): Promise<void> {
  const { store, keyring, standings } = rooms;
  const time = rooms.now();
  const question = (at: number) => ({
    person: crowd.people[mixed(at) % present] ?? '',
    need: needs[mixed(at + 1) % needs.length] ?? needs[0],
    scope: crowd.scopes[mixed(at + 2) % crowd.scopes.length] ?? '/',
  });
  let allowed = 0;
  const kept = await timed(store, warmCount, async (tx, at) => {
    const { person, need, scope } = question(at);
    if (need && decide(await standings.of(tx, person, time), need, { scope, time }).allowed) allowed += 1;
  });
  const cold = await timed(store, coldCount, async (tx, at) => {
    const { need, scope } = question(at);
    const person = crowd.people[mixed(at * 31) % crowd.people.length] ?? '';
    if (need) decide(await createStandings(keyring).of(tx, person, time), need, { scope, time });
  });
  const unsorted = await timed(store, coldCount, async (tx, at) => {
    const { person, need, scope } = question(at);
    const standing = await standings.of(tx, person, time);
    const grants = [...(standing?.grantsAt.values() ?? [])].flat();
    if (need) authorize({ need, scope, time, grantees: standing?.grantees ?? [], grants });
  });
  const refused = await timed(store, coldCount, async (tx, at) => {
    const { person, need, scope } = question(at);
    const standing = await standings.of(tx, person, time);
    const decision = need && decide(standing, need, { scope, time });
    if (need && decision && !decision.allowed) await toRefusal(tx, keyring, { need, decision, standing, time });
  });
  bench?.table({
    title: `one decision (${((allowed / warmCount) * 100).toFixed(1)} % allowed)`,
    head: ['', 'p10', 'median', 'p95', 'p99', 'cores’ time'],
    rows: [
      ['kept standing', ...quantiles(kept)],
      ['cold', ...quantiles(cold)],
      ['kept, without an index by scope', ...quantiles(unsorted)],
      ['with what a refusal tells', ...quantiles(refused)],
    ],
  });
}

/** Milliseconds of each, and of a core in the mean. */
interface Timed {
  readonly waits: readonly number[];
  readonly cpu: number;
}

const quantiles = ({ waits, cpu }: Timed): string[] =>
  [...[0.1, 0.5, 0.95, 0.99].map((share) => quantile(waits, share)), cpu].map(duration);

async function timed(store: OpenHouse['store'], count: number, ask: (tx: Tx, at: number) => Promise<void>): Promise<Timed> {
  const waits: number[] = [];
  const before = process.cpuUsage();
  await store.read(async (tx) => {
    for (let at = 0; at < count; at += 1) {
      const began = performance.now();
      await ask(tx, at);
      waits.push(performance.now() - began);
    }
  });
  const { user, system } = process.cpuUsage(before);
  return { waits, cpu: (user + system) / 1000 / count };
}
