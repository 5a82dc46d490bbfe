import { useQuery } from '@tanstack/react-query';
import type { Application } from '../../../app/contract/application.ts';
import { applicationQuery } from '../../api/application-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { Banner } from '../../component/banner.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { PrincipalAccess } from '../access/principal-access.tsx';
import { MemberOf } from '../person/member-of.tsx';
import { ActivitySection } from './activity-section.tsx';
import { ApplicationActions } from './application-actions.tsx';
import { ApplicationName, ApplicationState } from './application-column.tsx';
import { attentionOf } from './application-text.ts';
import { CredentialSection } from './credential-section.tsx';

interface ApplicationDetailProps {
  id: string;
  takesFocus: boolean;
  onClose: () => void;
}

/** One application: what it is, by what it signs in, what it may do, what it did. */
export function ApplicationDetail({ id, takesFocus, onClose }: ApplicationDetailProps) {
  const query = useQuery(applicationQuery(useClient(), id));
  const application = query.data;
  return (
    <Detail
      title={application ? <ApplicationName application={application} /> : 'Application'}
      subject={id}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={application && <ApplicationState application={application} />}
    >
      {query.error && !application ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {application ? (
        <>
          <ApplicationActions application={application} onGone={onClose} />
          <Attention application={application} />
          <ApplicationFacts application={application} />
          <CredentialSection application={application} />
          {/* Moving through the list must not read the groups and roles of every application passed on the way. */}
          <Late afterMs={300}>
            <MemberOf id={application.id} kind="application" name={application.name} />
            <PrincipalAccess principalId={application.id} kind="application" name={application.name} />
            <ActivitySection application={application} />
          </Late>
        </>
      ) : (
        !query.error && <RowSkeleton rows={4} />
      )}
    </Detail>
  );
}

function Attention({ application }: { application: Application }) {
  const found = attentionOf(application, useNow());
  if (!application.enabled)
    return <Banner kind="notice">It is disabled: whatever it asks is refused, whatever credentials and roles it holds.</Banner>;
  if (!found) return null;
  return (
    <Section title="Needs attention">
      <Meaning kind={found.kind}>{found.text}</Meaning>
    </Section>
  );
}

function ApplicationFacts({ application }: { application: Application }) {
  const { data: session } = useQuery(sessionQuery(useClient()));
  const { home, clientId, id, description } = application;
  return (
    <Section title="Application">
      <FactList>
        {description !== '' && (
          <Fact name="What it is for">
            <ForeignText>{description}</ForeignText>
          </Fact>
        )}
        <Fact name="Client id">
          <IdChip what="client id" value={clientId} most={36} />
        </Fact>
        {session && (
          <Fact name="Tenant id">
            <IdChip what="tenant id" value={session.tenant.id} most={36} />
          </Fact>
        )}
        <Fact name="Object id">
          <IdChip what="object id" value={id} most={36} />
        </Fact>
        {home ? (
          <>
            <Fact name="Made by">
              <ForeignText>{home.tenant}</ForeignText>
            </Fact>
            <Fact name="Its tenant id">
              <IdChip what="tenant id of its maker" value={home.tenantId} most={36} />
            </Fact>
            <Fact name="Consent">
              <Moment time={home.consentedOn} /> by <ForeignText>{home.consentedBy}</ForeignText>
            </Fact>
          </>
        ) : (
          <Fact name="Added">
            <Moment time={application.createdOn} /> by <ForeignText>{application.createdBy}</ForeignText>
          </Fact>
        )}
      </FactList>
    </Section>
  );
}
