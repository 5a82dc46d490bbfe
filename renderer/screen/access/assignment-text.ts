import type { Assignment } from '../../../app/contract/access.ts';
import { scopeText } from './scope.ts';

/** What tells one line from the next: a group's assignment has one for each person it reaches, by each way. */
export const assignmentKey = ({ id, principal, through }: Assignment): string =>
  [id, principal.id, ...through.map((group) => group.id)].join('/');

/** By which way a right comes: given to them, by which groups, from which place above. */
export function wayText({ through, inherited, scope }: Assignment): string {
  const by = through.length === 0 ? 'direct' : `by ${through.map(({ name }) => name).join(' in ')}`;
  return inherited ? `${by}, from ${scopeText(scope)}` : by;
}
