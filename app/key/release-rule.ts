import type { Condition, ReleaseRule } from '../contract/release-policy.ts';

/**
 * Whether somebody may have a key, by what an authority attests of their environment. What isn't there meets nothing.
 * @param claims parsed JSON; only own members of objects are looked at, and neither lists nor texts are gone into
 */
export const meetsRule = (rule: ReleaseRule, { authority, claims }: { readonly authority: string; readonly claims: unknown }): boolean =>
  rule.anyOf.some((one) => one.authority === authority && meets(one, claims));

function meets(condition: Condition, claims: unknown): boolean {
  if ('claim' in condition) return claimOf(claims, condition.claim) === condition.equals;
  return 'allOf' in condition ? condition.allOf.every((one) => meets(one, claims)) : condition.anyOf.some((one) => meets(one, claims));
}

/** What stands at a path of names with dots between them. */
function claimOf(claims: unknown, path: string): unknown {
  let at = claims;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = Object.getOwnPropertyDescriptor(at, name)?.value;
  }
  return at;
}
