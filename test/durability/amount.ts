/** The short form runs with every test; the full one by `npm run test:durability`. */
const full = process.env['STRONGROOM_DURABILITY'] === 'full';

/** A system call by which the disk changes, and which of its kind. */
type Point = readonly [call: string, nth: number];

const calls = ['fsync', 'fdatasync', 'pwrite64', 'rename', 'unlink', 'ftruncate'];
const everyPoint: readonly Point[] = calls.flatMap((call) => Array.from({ length: 40 }, (_, at) => [call, at + 1] as const));
const somePoints: readonly Point[] = [
  ['fsync', 2],
  ['fsync', 6],
  ['pwrite64', 4],
  ['pwrite64', 9],
  ['rename', 2],
  ['unlink', 1],
];

/** When the engine is killed while a slot in a token comes or goes: before or after the slot file is in its place. */
const everySlotPoint = [
  ['added', 'before'],
  ['removed', 'after'],
  ['added', 'after'],
  ['removed', 'before'],
] as const;

export const amount = full
  ? {
      kills: 1000,
      powerLosses: 1000,
      faultPositions: 1000,
      fullDisks: 50,
      engineKills: 1000,
      importKills: 500,
      bulkKills: 500,
      keyCopyKills: 100,
      logKills: 300,
      restKills: 1000,
      enginePoints: everyPoint,
      slotPoints: everySlotPoint,
    }
  : {
      kills: 20,
      powerLosses: 100,
      faultPositions: 20,
      fullDisks: 5,
      engineKills: 10,
      importKills: 6,
      bulkKills: 9,
      keyCopyKills: 4,
      logKills: 6,
      restKills: 10,
      enginePoints: somePoints,
      slotPoints: everySlotPoint.slice(0, 2),
    };

/** How long one test may take, in milliseconds. What hangs is found by the deadline of each program, not by this. */
export const patienceMs = full ? 7_200_000 : 600_000;
