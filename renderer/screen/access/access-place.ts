import * as z from 'zod';
import { assignment, scope, type Assignment } from '../../../app/contract/access.ts';
import type { AssignmentsAsked } from '../../api/access-query.ts';
import { tenantScope } from './scope.ts';

/**
 * The search of `/access`: what is looked at, whether what lies below it counts instead of what lies above, one line for each person
 * that a group reaches, which states, and as of when (milliseconds since 1970).
 */
export const accessPlace = z.object({
  scope: scope.optional(),
  below: z.boolean().optional(),
  people: z.boolean().optional(),
  state: z.array(assignment.shape.state).optional(),
  at: z.number().int().min(0).optional(),
});
export type AccessPlace = z.infer<typeof accessPlace>;

const usualStates: readonly Assignment['state'][] = ['in force'];

export const statesOf = ({ state }: AccessPlace): readonly Assignment['state'][] => (state && state.length > 0 ? state : usualStates);

/** What is asked for a place. Of a past moment only what held then is told. */
export function askedOf(place: AccessPlace): AssignmentsAsked {
  const { scope: of = tenantScope, below = false, people = false, at } = place;
  return {
    scope: of,
    reach: below ? 'below' : 'here',
    ...(at === undefined ? { state: [...statesOf(place)] } : { at }),
    ...(people ? { members: true } : {}),
  };
}
