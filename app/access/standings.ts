import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { readStanding, type Standing } from './standing.ts';

/** What people may do, kept as long as nothing of it changes. */
export interface Standings {
  /**
   * @param tx of the operation that asks: what it has written itself counts
   * @param time milliseconds since 1970
   * @param id of a person or an application
   * @returns undefined where there is neither
   * @throws VaultError IntegrityViolation when something that decides was edited outside the house
   */
  of(tx: Tx, id: string, time: number): Promise<Standing | undefined>;
}

/** So many standings are kept; the one that was asked for longest ago goes first. */
const most = 2_000;

/**
 * Keeps standings by access revision: whatever decides who may do what gives the house another one, in the same transaction, and a
 * revision that was rolled back comes never again for anything else.
 */
export function createStandings(keyring: Keyring): Standings {
  const kept = new Map<string, Standing>();
  const keep = (key: string, standing: Standing): void => {
    kept.delete(key);
    kept.set(key, standing);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    async of(tx, id, time) {
      const key = `${(await tx.accessRevision.find()) ?? ''} ${id}`;
      const known = kept.get(key);
      const isGood = known !== undefined && known.from <= time && time < known.until;
      const standing = isGood ? known : await readStanding(tx, keyring, id, time);
      if (standing) keep(key, standing);
      return standing;
    },
  };
}
