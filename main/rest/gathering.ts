/**
 * Lets everything that was heard in one turn of the event loop go on at the same moment. Each connection is heard by itself, and what
 * it asks would be committed before the next one is heard; together they share one commit.
 */
export function createGathering(): () => Promise<void> {
  let gathering: Promise<void> | undefined;
  const leave = (resolve: () => void): void => {
    gathering = undefined;
    resolve();
  };
  return () => (gathering ??= new Promise<void>((resolve) => void setImmediate(leave, resolve)));
}
