/** The short form runs with every test; the full one by `npm run test:durability`. */
const full = process.env['STRONGROOM_DURABILITY'] === 'full';

export const amount = full
  ? {
      kills: 1000,
      powerLosses: 1000,
      faultPositions: 1000,
      fullDisks: 50,
      engineKills: 1000,
      enginePoints: Array.from({ length: 40 }, (_, at) => at + 1),
    }
  : { kills: 20, powerLosses: 100, faultPositions: 20, fullDisks: 5, engineKills: 10, enginePoints: [2, 5] };

/** How long one test may take, in milliseconds. What hangs is found by the deadline of each program, not by this. */
export const patienceMs = full ? 7_200_000 : 600_000;
