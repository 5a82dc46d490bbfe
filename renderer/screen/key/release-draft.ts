import {
  authorityUrl,
  type ClaimCondition,
  mostPolicyBytes,
  parseReleaseRule,
  type ReleasePolicy,
  type ReleaseRule,
  usualPolicyType,
} from '../../../app/contract/release-policy.ts';
import { prettyJson } from '../../../app/contract/json-form.ts';

/** One line of a policy as it is typed. */
export interface ClaimRow {
  readonly claim: string;
  /** `true`, `false` and numbers count as such; in quotes they are text. */
  readonly value: string;
}

/** One authority, with what it must attest. */
export interface AuthorityRow {
  readonly authority: string;
  readonly match: 'allOf' | 'anyOf';
  readonly claims: readonly ClaimRow[];
}

/** A release policy while it is written: in rows, or as the text itself. */
export interface ReleaseDraft {
  readonly form: 'rows' | 'text';
  readonly authorities: readonly AuthorityRow[];
  readonly text: string;
  readonly immutable: boolean;
}

export const newClaim: ClaimRow = { claim: '', value: '' };
export const newAuthority: AuthorityRow = { authority: '', match: 'allOf', claims: [newClaim] };

export const newReleaseDraft = (): ReleaseDraft => ({ form: 'rows', authorities: [newAuthority], text: '', immutable: false });

/** `true`, `3`, or text; text that looks like one of these stands in quotes. */
function toValue(typed: string): ClaimCondition['equals'] {
  const text = typed.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text)) return Number(text);
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

/** The other way round. */
export const valueText = (value: ClaimCondition['equals']): string =>
  typeof value === 'string' && (toValue(value) !== value || value === '') ? `"${value}"` : String(value);

const toRow = ({ authority, match, claims }: AuthorityRow) => ({
  authority: authority.trim(),
  [match]: claims.map(({ claim, value }) => ({ claim: claim.trim(), equals: toValue(value) })),
});

/** The policy's text, as it would be sent. */
export const policyText = (draft: ReleaseDraft): string =>
  draft.form === 'text' ? draft.text : prettyJson(JSON.stringify({ version: '1.0.0', anyOf: draft.authorities.map(toRow) }));

export const toReleasePolicy = (draft: ReleaseDraft): ReleasePolicy => ({
  contentType: usualPolicyType,
  data: new TextEncoder().encode(policyText(draft)),
  immutable: draft.immutable,
});

/** What is wrong with it, as a sentence; undefined where nothing is. */
export function releaseProblem(draft: ReleaseDraft): string | undefined {
  const data = new TextEncoder().encode(policyText(draft));
  if (data.length > mostPolicyBytes) return 'A policy takes at most 64 KiB.';
  if (parseReleaseRule(data)) return undefined;
  if (draft.form === 'text')
    return 'This is no policy of version 1.0.0: anyOf authorities, each with allOf or anyOf claims, and nothing but equals.';
  const wrong = draft.authorities.find(({ authority }) => !authorityUrl.safeParse(authority.trim()).success);
  if (wrong) return 'An authority is an address that begins with https:// and has no query.';
  return 'Every claim needs a name.';
}

/** A policy that stands, to be changed: in rows where these can say all of it. */
export function toReleaseDraft({ data, immutable }: Pick<ReleasePolicy, 'data' | 'immutable'>): ReleaseDraft {
  const text = new TextDecoder().decode(data);
  const rule = parseReleaseRule(data);
  const authorities = rule && rowsOf(rule);
  return { form: authorities ? 'rows' : 'text', authorities: authorities ?? [newAuthority], text: prettyJson(text), immutable };
}

function rowsOf(rule: ReleaseRule): AuthorityRow[] | undefined {
  const rows = rule.anyOf.map((one): AuthorityRow | undefined => {
    const [match, conditions] = 'allOf' in one ? (['allOf', one.allOf] as const) : (['anyOf', one.anyOf] as const);
    const claims = conditions.flatMap((it) => ('claim' in it ? [{ claim: it.claim, value: valueText(it.equals) }] : []));
    return claims.length === conditions.length ? { authority: one.authority, match, claims } : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** The other form of the same draft: what was written goes along where it can be read. */
export function inForm(draft: ReleaseDraft, form: ReleaseDraft['form']): ReleaseDraft {
  if (form === draft.form) return draft;
  if (form === 'text') return { ...draft, form, text: policyText(draft) };
  const rule = parseReleaseRule(new TextEncoder().encode(draft.text));
  const authorities = rule && rowsOf(rule);
  return authorities ? { ...draft, form, authorities } : draft;
}
