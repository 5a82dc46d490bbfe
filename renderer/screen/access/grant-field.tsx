import { DateTimeField } from '../../component/date-time-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { OneObjectField } from './one-object-field.tsx';
import { PrincipalField } from './principal-field.tsx';
import { RoleField } from './role-field.tsx';
import { ScopeField } from './scope-field.tsx';
import type { useGrant } from './use-grant.ts';

interface GrantFieldsProps {
  form: ReturnType<typeof useGrant>;
  /** Whether it is settled who is given the role. */
  settled: boolean;
}

/** Who is given which role, where, why, and for how long. */
export function GrantFields({ form: { draft, set, error }, settled }: GrantFieldsProps) {
  return (
    <>
      {!settled && <PrincipalField value={draft.who} onChange={(who) => set({ who })} />}
      <RoleField value={draft.role} scope={draft.scope} onChange={(role) => set({ role })} />
      <ScopeField label="Where" hint="It holds here and for everything below." value={draft.scope} onChange={(scope) => set({ scope })} />
      <OneObjectField scope={draft.scope} onChange={(scope) => set({ scope })} />
      <ReasonField hint="Kept with the assignment and in the log." value={draft.reason} onChange={(reason) => set({ reason })} />
      <DateTimeField label="From" hint="Without it, from now on." value={draft.from} onChange={(from) => set({ from })} />
      <DateTimeField label="Until" hint="Without it, until somebody ends it." value={draft.until} onChange={(until) => set({ until })} />
      <FailureBanner error={error} />
    </>
  );
}
