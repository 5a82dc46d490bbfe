/**
 * Of what was found for an earlier text what fits the present one, while its own answer is awaited: whoever types and presses Enter chooses
 * nobody whom they did not name.
 */
export function stillFitting<Found extends { readonly name: string; readonly hint?: string }>(
  found: readonly Found[],
  text: string,
): readonly Found[] {
  const part = text.trim().toLowerCase();
  return found.filter(({ name, hint = '' }) => name.toLowerCase().includes(part) || hint.toLowerCase().includes(part));
}
