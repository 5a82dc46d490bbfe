/**
 * Where a key moves in a list.
 * @param at the row that is active now
 * @param page rows in sight
 * @returns the row to go to, or undefined when the key doesn't move
 */
export function moveRow(key: string | undefined, at: number, count: number, page: number): number | undefined {
  const clamp = (to: number) => Math.min(Math.max(0, to), Math.max(0, count - 1));
  switch (key) {
    case 'j':
    case 'arrowdown':
      return clamp(at + 1);
    case 'k':
    case 'arrowup':
      return clamp(at - 1);
    case 'pagedown':
      return clamp(at + Math.max(1, page));
    case 'pageup':
      return clamp(at - Math.max(1, page));
    case 'home':
      return 0;
    case 'end':
      return clamp(count - 1);
    default:
      return undefined;
  }
}
