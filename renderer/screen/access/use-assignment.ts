import { useInfiniteQuery } from '@tanstack/react-query';
import { assignmentListQuery, type AssignmentsAsked } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { usePages } from '../../component/use-pages.ts';

/** Assignments, as far as they were loaded, and the way to more. */
export const useAssignments = (asked: AssignmentsAsked) => usePages(useInfiniteQuery(assignmentListQuery(useClient(), asked)));
