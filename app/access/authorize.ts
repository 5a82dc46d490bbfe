import type { Need } from '../operation/operation.ts';
import type { GrantRow } from './grant-store.ts';
import { findRole, type Role } from './role.ts';
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
  for (const grant of question.grants) {
    if (!question.grantees.includes(grant.principalId) || !isInForce(grant, question.time) || !reaches(grant.scope, scope)) continue;
    const role = findRole(grant.roleId);
    if (role?.allows(need)) return { allowed: true, grant, role };
  }
  return { allowed: false, missing: need.action, scope, smallestRole: smallestRole(need, scope)?.name };
}

/** Whether what holds from an instant until before another holds at `time`. */
export const isInForce = ({ from, until }: { readonly from: number; readonly until?: number | undefined }, time: number): boolean =>
  from <= time && (until === undefined || time < until);
