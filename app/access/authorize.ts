import type { Need } from '../operation/operation.ts';
import type { GrantRow } from './grant-store.ts';
import { type Role, roles } from './role.ts';

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
  const { need } = question;
  if (need.kind === 'nothing') return { allowed: true, grant: undefined, role: undefined };
  if (need.kind === 'session') {
    if (question.grantees.length > 0) return { allowed: true, grant: undefined, role: undefined };
    return { allowed: false, missing: 'session', scope: question.scope, smallestRole: undefined };
  }
  for (const grant of question.grants) {
    const role = roles.find((it) => it.id === grant.roleId);
    if (role && inForce(grant, question) && reaches(grant.scope, question.scope) && allows(role, need))
      return { allowed: true, grant, role };
  }
  const smallestRole = roles.find((it) => allows(it, need))?.name;
  return { allowed: false, missing: need.action, scope: question.scope, smallestRole };
}

const inForce = (grant: GrantRow, { grantees, time }: Question): boolean =>
  grantees.includes(grant.principalId) && grant.from <= time && (grant.until === undefined || time < grant.until);

/** Whether a grant at `granted` covers `asked`: the same place or one below it. Scopes compare without case, as Azure's do. */
export function reaches(granted: string, asked: string): boolean {
  if (granted === '/') return true;
  if (granted === '') return false;
  const above = granted.toLowerCase();
  const below = asked.toLowerCase();
  return below === above || below.startsWith(`${above}/`);
}

function allows(role: Role, need: Extract<Need, { action: string }>): boolean {
  const fits = (pattern: string): boolean => matches(pattern, need.action);
  if (need.kind === 'dataAction') return role.dataActions.some(fits);
  return role.actions.some(fits) && !(role.notActions ?? []).some(fits);
}

/** Whether `action` fits `pattern`, where `*` stands for any run of characters; without case. */
export function matches(pattern: string, action: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
