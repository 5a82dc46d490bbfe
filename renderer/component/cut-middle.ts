/**
 * Shortens a text by its middle, where ids and URIs say least.
 * @param most greatest length in characters, at least 3
 */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const tail = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - tail)}…${text.slice(text.length - tail)}`;
}
