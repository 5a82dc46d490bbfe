import Box from '@mui/material/Box';
import type { Assignment } from '../../../app/contract/access.ts';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { AssignmentState, Principal } from './assignment-column.tsx';
import { assignmentKey, wayText } from './assignment-text.ts';
import { EndButtons } from './end-buttons.tsx';
import { RoleFacts } from './role-facts.tsx';
import { RoleName } from './role-name.tsx';
import { scopeText } from './scope.ts';
import { useRole } from './use-role.ts';

interface AssignmentDetailProps {
  assignment: Assignment;
  takesFocus: boolean;
  onClose: () => void;
}

/** One assignment: by whom, since when, why, what it allows, and how it ends. */
export function AssignmentDetail({ assignment, takesFocus, onClose }: AssignmentDetailProps) {
  const role = useRole(assignment.role.id);
  return (
    <Detail
      title={<Principal principal={assignment.principal} />}
      subtitle={<RoleName {...assignment.role} />}
      subject={assignmentKey(assignment)}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      <Box sx={{ py: 3 }}>
        <EndButtons assignment={assignment} onEnded={onClose} />
      </Box>
      <Section
        title="Assignment"
        action={
          <LinkButton to="/access" search={{ scope: assignment.scope }}>
            Who else has access here
          </LinkButton>
        }
      >
        <Facts assignment={assignment} />
      </Section>
      {role && (
        <Section title={role.name}>
          <RoleFacts role={role} />
        </Section>
      )}
    </Detail>
  );
}

function Facts({ assignment }: { assignment: Assignment }) {
  const { state, scope, from, until, grantedBy, endedBy, reason } = assignment;
  return (
    <FactList>
      <Fact name="State">
        <AssignmentState state={state} />
      </Fact>
      <Fact name="Where">
        <ForeignText>{scopeText(scope)}</ForeignText>, and everything below
      </Fact>
      <Fact name="How">
        <ForeignText>{wayText(assignment)}</ForeignText>
      </Fact>
      <Fact name={state === 'to come' ? 'From' : 'Since'}>
        <Moment time={from} /> by <ForeignText>{grantedBy}</ForeignText>
      </Fact>
      <Fact name="Until">
        {until === undefined ? 'no end' : <Moment time={until} />}
        {endedBy !== undefined && (
          <>
            , ended by <ForeignText>{endedBy}</ForeignText>
          </>
        )}
      </Fact>
      <Fact name="Reason">
        <ForeignText>{reason}</ForeignText>
      </Fact>
    </FactList>
  );
}
