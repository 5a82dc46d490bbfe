import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { Person } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { personQuery } from '../../api/person-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { exactText } from '../../component/moment-text.ts';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { SettingRow, SettingRows } from '../../component/setting-row.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { PrincipalAccess } from '../access/principal-access.tsx';
import { MemberOf } from './member-of.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { PersonActions } from './person-actions.tsx';
import { PersonStateMark } from './person-column.tsx';
import { attentionOf, factorText, isLocked } from './person-text.ts';
import { usePersonChange } from './use-person-change.ts';

interface PersonDetailProps {
  id: string;
  takesFocus: boolean;
  onClose: () => void;
}

/** One person: what is to be known of them, how they sign in, where they belong, what they may do. */
export function PersonDetail({ id, takesFocus, onClose }: PersonDetailProps) {
  const query = useQuery(personQuery(useClient(), id));
  const person = query.data;
  return (
    <Detail
      title={person ? <ForeignText>{person.displayName}</ForeignText> : 'Person'}
      subject={id}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={person && <PersonStateMark person={person} />}
    >
      {query.error && !person ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {person ? (
        <>
          <PersonActions person={person} />
          <PersonAttention person={person} />
          <PersonFacts person={person} />
          <SignInSetting person={person} />
          {/* Moving through the list must not read the groups of everyone passed on the way. */}
          <Late afterMs={300}>
            <MemberOf id={person.id} kind="person" name={person.displayName} />
            <PrincipalAccess principalId={person.id} kind="person" name={person.displayName} />
          </Late>
        </>
      ) : (
        !query.error && <RowSkeleton rows={4} />
      )}
    </Detail>
  );
}

function PersonAttention({ person }: { person: Person }) {
  const found = attentionOf(person, useNow());
  if (found.length === 0) return null;
  return (
    <Section title="Needs attention">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
        {found.map(({ kind, text }) => (
          <li key={text}>
            <Meaning kind={kind}>{text}</Meaning>
          </li>
        ))}
      </Box>
    </Section>
  );
}

function PersonFacts({ person }: { person: Person }) {
  return (
    <Section title="Person">
      <FactList>
        <Fact name="Signs in as">{person.name}</Fact>
        <Fact name="Last sign-in">{person.lastSignInOn === undefined ? 'never' : <Moment time={person.lastSignInOn} />}</Fact>
        {person.invitedUntil !== undefined && <Fact name="Code ends">{exactText(person.invitedUntil)}</Fact>}
        <Fact name="Added">
          <Moment time={person.createdOn} />
        </Fact>
        <Fact name="Id">
          <IdChip what="id" value={person.id} most={36} />
        </Fact>
      </FactList>
    </Section>
  );
}

function SignInSetting({ person }: { person: Person }) {
  const { change, error, busy } = usePersonChange(person);
  const may = useUnavailable(useMay({ operation: 'PersonPatch' }));
  const now = useNow();
  const on = person.secondFactor;
  const name = visibleText(person.displayName);
  const done = on ? `${name} signs in by the password alone, unless they set up more.` : `${name} needs a second factor from now on.`;
  return (
    <Section title="Signing in">
      <SettingRows>
        <SettingRow
          name="Second factor"
          state={on ? <Meaning kind="ok">required</Meaning> : 'their choice'}
          action={
            <ActionButton {...may} busy={busy} onClick={() => change({ secondFactor: !on }, { done, back: { secondFactor: on } })}>
              {on ? 'Don’t require' : 'Require'}
            </ActionButton>
          }
        >
          {factorText(person.factors) === '' ? 'None is set up.' : `Set up: ${factorText(person.factors)}.`}{' '}
          {on
            ? 'Who has none sets one up before anything else, in an open window too.'
            : 'The password alone is enough where none is set up.'}
        </SettingRow>
        {isLocked(person, now) && (
          <SettingRow name="Lock" state={<Meaning kind="danger">too many failures in a row</Meaning>}>
            It opens by itself on {exactText(person.lockedUntil ?? 0)}. Unlock lets them try again at once.
          </SettingRow>
        )}
      </SettingRows>
      <FailureBanner error={error} />
    </Section>
  );
}
