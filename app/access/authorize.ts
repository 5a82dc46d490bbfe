import type { Need } from '../operation/operation.ts';
import type { GrantRow } from './grant-store.ts';
import { needAt, needFrom } from './pool-need.ts';
import { type ActionNeed, findRole, type Role } from './role.ts';
import { reaches } from './scope.ts';
import { smallestRole } from './smallest-role.ts';

export type Decision =
  | { readonly allowed: true; readonly grant: GrantRow | undefined; readonly role: Role | undefined }
  | { readonly allowed: false; readonly missing: string; readonly scope: string; readonly smallestRole: string | undefined };

/** What a decision is made from, and nothing else. */
export interface Question {
  readonly need: Need;
  /** Ids that grants may name: the principal's own and its groups'. Empty for nobody. */
  readonly grantees: readonly string[];
  readonly scope: string;
  readonly grants: readonly GrantRow[];
  /** Roles that are not built in, by id. */
  readonly roles?: ReadonlyMap<string, Role>;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Whether the question's need is met; deny by default. Pure: the same function answers "may I", "why not" and "what if". */
export function authorize(question: Question): Decision {
  const { need, scope } = question;
  if (need.kind === 'nothing') return { allowed: true, grant: undefined, role: undefined };
  if (need.kind === 'session') {
    if (question.grantees.length > 0) return { allowed: true, grant: undefined, role: undefined };
    return { allowed: false, missing: 'session', scope, smallestRole: undefined };
  }
  const asked = needAt(need, scope);
  for (const grant of question.grants) {
    if (!question.grantees.includes(grant.principalId) || !isInForce(grant, question.time) || !reaches(grant.scope, scope)) continue;
    const role = allowing(question, asked, grant);
    if (role) return { allowed: true, grant, role };
  }
  return { allowed: false, missing: asked.action, scope, smallestRole: smallestRole(asked, scope)?.name };
}

/** The role of a grant, where it allows what is asked. */
function allowing({ scope, roles }: Question, asked: ActionNeed, grant: GrantRow): Role | undefined {
  const role = findRole(grant.roleId) ?? roles?.get(grant.roleId);
  const left = needFrom(asked, scope, grant.scope);
  return left && role?.allows(left) ? role : undefined;
}

/** Whether what holds from an instant until before another holds at `time`. */
export const isInForce = ({ from, until }: { readonly from: number; readonly until?: number | undefined }, time: number): boolean =>
  from <= time && (until === undefined || time < until);
