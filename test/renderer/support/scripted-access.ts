import type { AccessRequest, Assignment, Refusal, Role, Wish } from '../../../app/contract/access.ts';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import type { SecretHit } from '../../../app/contract/search.ts';

/** What a scripted engine knows of rights. */
export interface AccessScene {
  /** Says why a wish is refused; nothing where it is allowed. */
  refuse: (wish: Wish) => Refusal | undefined;
  roles: Role[];
  assignments: Assignment[];
  requests: AccessRequest[];
  shared: SecretHit[];
}

export const someAccess = (): AccessScene => ({ refuse: () => undefined, roles: [], assignments: [], requests: [], shared: [] });

type Answers = { readonly [N in CallName]?: (access: AccessScene, input: Input<N>) => Output<N> };

const me = { id: '00000000-0000-4000-8000-000000000003', kind: 'person', name: 'M. Okafor' } as const;

/** Answers of an engine that knows rights from a script. */
export const accessAnswers: Answers = {
  AccessCheck: ({ refuse }, { wishes }) => ({
    answers: wishes.map((wish) => {
      const refusal = refuse(wish);
      return refusal ? { allowed: false, refusal } : { allowed: true };
    }),
  }),
  AccessMine: () => ({ items: [] }),
  RoleList: ({ roles }) => ({ items: roles }),
  RoleAssignmentList: ({ assignments }, { principal, state }) => {
    const items = assignments.filter(
      (it) => (principal === undefined || it.principal.id === principal) && (state === undefined || state.includes(it.state)),
    );
    return { items, total: items.length };
  },
  RoleAssignmentCreate: (access, { principal, role, scope, reason, from = Date.now(), until }) => {
    const made: Assignment = {
      id: crypto.randomUUID(),
      principal: { id: principal, kind: 'application', name: 'payroll-worker' },
      role: { id: role, name: access.roles.find(({ id }) => id === role)?.name ?? '' },
      scope,
      place: scope.split('/').at(-1) ?? '',
      state: 'in force',
      from,
      grantedBy: me.name,
      reason,
      inherited: false,
      through: [],
      ...(until === undefined ? {} : { until }),
    };
    access.assignments = [...access.assignments, made];
    return made;
  },
  SecretShared: ({ shared }) => ({ items: shared }),
  AccessRequestList: ({ requests }, { whose, state }) => {
    const mine = ({ by }: AccessRequest) => by.id === me.id;
    const items = requests.filter((it) => mine(it) === (whose === 'mine') && (state === undefined || state.includes(it.state)));
    return { items, total: items.length };
  },
  AccessRequestCreate: (access, { reason, ...wish }) => {
    const action = access.refuse(wish)?.missing ?? '';
    const made: AccessRequest = { id: crypto.randomUUID(), by: me, ...wish, action, reason, createdOn: Date.now(), state: 'open' };
    access.requests = [made, ...access.requests];
    return made;
  },
  AccessRequestWithdraw: (access, { id }) => {
    access.requests = access.requests.map((it) => (it.id === id ? { ...it, state: 'withdrawn' } : it));
    return {};
  },
};
