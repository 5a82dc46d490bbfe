/** The short form runs with every test; the full one by `npm run test:durability`. */
const full = process.env['STRONGROOM_DURABILITY'] === 'full';

export const amount = full
  ? { kills: 1000, powerLosses: 1000, faultPositions: 1000, fullDisks: 50 }
  : { kills: 20, powerLosses: 100, faultPositions: 20, fullDisks: 5 };
