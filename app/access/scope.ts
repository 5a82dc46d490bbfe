/** Where and when something is looked at. */
export interface Spot {
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Scopes compare without case, as Azure's do. */
export const scopeKey = (scope: string): string => scope.toLowerCase();

/** Whether a grant at `granted` covers `asked`: the same place or one below it. */
export function reaches(granted: string, asked: string): boolean {
  if (granted === '/') return true;
  if (granted === '') return false;
  const above = scopeKey(granted);
  const below = scopeKey(asked);
  return below === above || below.startsWith(`${above}/`);
}

/** The keys of a scope and of every one above it, from `/` on: where a grant must stand to reach it. */
export function scopesToward(scope: string): string[] {
  const key = scopeKey(scope);
  const found = ['/'];
  for (let at = key.indexOf('/', 1); at > 0; at = key.indexOf('/', at + 1)) found.push(key.slice(0, at));
  if (key !== '/') found.push(key);
  return found;
}
