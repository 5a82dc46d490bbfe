/** Turns of the event loop that anybody waits for others at the most. */
const mostTurns = 4;

/**
 * Lets what is heard at about the same time go on at the same moment. Each connection is heard by itself, and what it asks would be
 * committed before the next one is heard; together they share one commit, which costs more than all the rest.
 * @returns a place to wait: alone until the end of the turn, where several came until a turn brings nobody else
 */
export function createGathering(): () => Promise<void> {
  let gathering: Promise<void> | undefined;
  let joined = 0;

  function gather(resolve: () => void, turns: number, before: number): void {
    const goesOn = joined > 1 && joined > before && turns < mostTurns;
    if (goesOn) return void setImmediate(gather, resolve, turns + 1, joined);
    gathering = undefined;
    joined = 0;
    resolve();
  }

  return () => {
    joined += 1;
    return (gathering ??= new Promise<void>((resolve) => void setImmediate(gather, resolve, 1, 0)));
  };
}
