import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { parseStrictJson } from './strict-json.ts';

/** The most that a policy takes, as JSON in UTF-8. */
export const mostPolicyBytes = 65_536;
/** How deep conditions stand in each other, and how many stand beside each other. */
const mostDepth = 8;
const mostConditions = 256;

/** Host in lower case, without the slash at the end: one authority has one text. */
const normal = (url: string): string => url.replace(/^https:\/\/[^/]+/i, (origin) => origin.toLowerCase()).replace(/\/$/, '');

/** Who attests environments, as the `iss` of its tokens names it. */
export const authorityUrl = z
  .string()
  .max(512)
  .regex(/^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[\w.~-]+)*\/?$/i)
  .transform(normal);

/** `x-ms-isolation-tee.x-ms-compliance-status` is a member of what the claim before the dot holds. */
const claimCondition = z.strictObject({
  claim: z.string().min(1).max(512),
  /** `true` and the text `"true"` are two things; of numbers above 2^53 several are one when they are read. */
  equals: z.union([z.string().max(4_096), z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER), z.boolean()]),
});
export type ClaimCondition = z.infer<typeof claimCondition>;

export type Condition = ClaimCondition | { anyOf: Condition[] } | { allOf: Condition[] };

/** Built up to a depth, and not by itself: what is deeper is refused before it is read. */
function conditionOf(depth: number): z.ZodType<Condition> {
  if (depth === 0) return claimCondition;
  const some = z
    .array(conditionOf(depth - 1))
    .min(1)
    .max(mostConditions);
  return z.union([claimCondition, z.strictObject({ anyOf: some }), z.strictObject({ allOf: some })]);
}

const conditions = z.array(conditionOf(mostDepth)).min(1).max(mostConditions);

const policyText = z.strictObject({
  version: z.literal('1.0.0'),
  anyOf: z
    .array(
      z.union([
        z.strictObject({ authority: authorityUrl, allOf: conditions }),
        z.strictObject({ authority: authorityUrl, anyOf: conditions }),
      ]),
    )
    .min(1)
    .max(64),
});

/**
 * To whom a key may be released: to an environment that one of these authorities says enough of
 * (https://learn.microsoft.com/azure/key-vault/keys/policy-grammar; of its operators only `equals` is defined there).
 */
export type ReleaseRule = z.infer<typeof policyText>;

/** @returns undefined where the bytes are no policy: another version or operator, a member too many, or one there twice */
export function parseReleaseRule(data: Uint8Array): ReleaseRule | undefined {
  if (data.length > mostPolicyBytes) return undefined;
  const parsed = policyText.safeParse(parseStrictJson(data)?.value);
  return parsed.success ? parsed.data : undefined;
}

export const usualPolicyType = 'application/json; charset=utf-8';

/** `KeyReleasePolicy`: the rule as it was given, byte by byte. */
export const releasePolicy = z.strictObject({
  contentType: z.string().regex(/^application\/json(?:; ?charset=utf-8)?$/i),
  data: bytesBetween(1, mostPolicyBytes).refine((data) => parseReleaseRule(data) !== undefined, { message: 'policy' }),
  /** Once it is, the policy of this version never changes again. */
  immutable: z.boolean(),
});
export type ReleasePolicy = z.infer<typeof releasePolicy>;

/** The same as it is answered: it was checked when it came. */
export const keptReleasePolicy = z.object({ contentType: z.string(), data: bytes, immutable: z.boolean() });

/** Of a key that is made or brought in: whether it may leave, and to whom. */
export const exporting = { exportable: z.boolean().optional(), releasePolicy: releasePolicy.optional() };

/** Neither is there without the other. */
export const isWholeExport = (said: {
  readonly exportable?: boolean | undefined;
  readonly releasePolicy?: ReleasePolicy | undefined;
}): boolean => (said.exportable ?? false) === (said.releasePolicy !== undefined);

/** What is wrong where one is. */
export const exportProblem = 'exportable_and_policy';
