import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../../app/contract/session.ts';
import { accessMineQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { HeldRoles } from '../person/held-roles.tsx';
import { FactorSection } from './factor-section.tsx';
import { PasswordSection } from './password-section.tsx';

/** What is one's own: the ways to sign in, and what one may do. */
export function AccountScreen() {
  const { data: session } = useQuery(sessionQuery(useClient()));
  return (
    <Page title="Your account">
      {session && (
        <>
          <You session={session} />
          <PasswordSection />
          <FactorSection person={session.person.displayName} />
          <AccessSection />
        </>
      )}
    </Page>
  );
}

function You({ session: { person, tenant, startedOn } }: { session: Session }) {
  return (
    <Section title="You">
      <FactList>
        <Fact name="Name">
          <ForeignText>{person.displayName}</ForeignText>
        </Fact>
        <Fact name="Signs in as">{person.name}</Fact>
        <Fact name="Organisation">{tenant.name}</Fact>
        <Fact name="Signed in">
          <Moment time={startedOn} />
        </Fact>
      </FactList>
    </Section>
  );
}

function AccessSection() {
  const { data, error } = useQuery(accessMineQuery(useClient()));
  return (
    <Section title="What you may do">
      <FailureBanner error={error} />
      {!data && !error && <RowSkeleton rows={2} />}
      {data?.items.length === 0 && 'Nothing yet: nobody has given you a role.'}
      {data && data.items.length > 0 && <HeldRoles assignments={data.items} />}
    </Section>
  );
}
