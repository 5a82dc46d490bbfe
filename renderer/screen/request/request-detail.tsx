import Box from '@mui/material/Box';
import type { AccessRequest } from '../../../app/contract/access.ts';
import { Asked } from '../../component/access-ask.tsx';
import { Banner } from '../../component/banner.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { monoFamily } from '../../theme/token.ts';
import { RoleName } from '../access/role-name.tsx';
import { DecideForm } from './decide-form.tsx';
import { requestSubject } from './request-text.ts';
import { RequestState } from './request-state.tsx';

interface RequestDetailProps {
  request: AccessRequest;
  /** Whether it is looked at as one of those that the person decides. */
  decides: boolean;
  takesFocus: boolean;
  onClose: () => void;
}

/** One request: what is asked for and why, and the decision, or what was decided. */
export function RequestDetail({ request, decides, takesFocus, onClose }: RequestDetailProps) {
  const open = request.state === 'open';
  return (
    <Detail
      title={<ForeignText>{requestSubject(request)}</ForeignText>}
      subtitle={<RequestState state={request.state} />}
      subject={request.id}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      <Section title="Request">
        <Facts request={request} />
      </Section>
      {open && decides && <Decide request={request} onDecided={onClose} />}
      {open && !decides && (
        <Box sx={{ py: 3 }}>
          <Asked request={request} />
        </Box>
      )}
    </Detail>
  );
}

function Facts({ request }: { request: AccessRequest }) {
  const { by, action, smallestRole, reason, createdOn, decidedBy, decidedOn, note } = request;
  return (
    <FactList>
      <Fact name="Asked by">
        <ForeignText>{by.name}</ForeignText>, <Moment time={createdOn} />
      </Fact>
      <Fact name="Reason">
        <ForeignText>{reason}</ForeignText>
      </Fact>
      <Fact name="Missing">
        <Box component="span" sx={{ fontFamily: monoFamily }}>
          {action}
        </Box>
      </Fact>
      {smallestRole && (
        <Fact name="Smallest role">
          <RoleName {...smallestRole} />
        </Fact>
      )}
      {decidedOn !== undefined && (
        <Fact name="Decided">
          <Moment time={decidedOn} />
          {decidedBy !== undefined && (
            <>
              {' '}
              by <ForeignText>{decidedBy}</ForeignText>
            </>
          )}
        </Fact>
      )}
      {note !== undefined && (
        <Fact name="Note">
          <ForeignText>{note}</ForeignText>
        </Fact>
      )}
    </FactList>
  );
}

function Decide({ request, onDecided }: { request: AccessRequest; onDecided: () => void }) {
  if (request.scope === undefined)
    return (
      <Section title="Decision">
        <Banner kind="notice">Nothing of that name exists. Whoever asked isn’t told so; they see the decision and the note.</Banner>
        <DecideForm request={request} scope={undefined} onDecided={onDecided} />
      </Section>
    );
  return (
    <Section title="Decision">
      <DecideForm request={request} scope={request.scope} onDecided={onDecided} />
    </Section>
  );
}
