import Typography from '@mui/material/Typography';
import type { LogRecord } from '../../../app/contract/log.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Section } from '../../component/section.tsx';
import { IdentityLink } from './identity-name.tsx';
import { doorText } from './log-column.tsx';
import { durationText } from './log-time.ts';
import { ObjectLink } from './object-link.tsx';
import { whyOf } from './why.ts';

/** Why it was allowed, refused or failed: the grant that allowed it, or what was missing. */
export function DecisionFacts({ record }: { record: LogRecord }) {
  const { allowedBy, missing } = record;
  const why = whyOf(record);
  return (
    <Section title="Why">
      <Typography data-selectable sx={{ overflowWrap: 'anywhere' }}>
        {why.sentence}
      </Typography>
      {why.more !== undefined && (
        <Typography data-selectable sx={{ color: 'text.secondary', mt: 1, mb: 2, overflowWrap: 'anywhere' }}>
          {why.more}
        </Typography>
      )}
      {allowedBy && (
        <FactList>
          <Fact name="Scope">
            {allowedBy.scope === '/' ? 'the whole tenant' : <IdChip what="scope" value={allowedBy.scope} most={36} />}
          </Fact>
          <Fact name="Assignment">
            <IdChip what="assignment id" value={allowedBy.assignment} />
          </Fact>
        </FactList>
      )}
      {missing && missing.action !== 'session' && (
        <FactList>
          <Fact name="Missing">
            <IdChip what="missing action" value={missing.action} most={48} />
          </Fact>
          <Fact name="Scope">{missing.scope === '/' ? 'the whole tenant' : <IdChip what="scope" value={missing.scope} most={36} />}</Fact>
        </FactList>
      )}
    </Section>
  );
}

export function RecordFacts({ record }: { record: LogRecord }) {
  return (
    <Section title="Record">
      <FactList>
        <Fact name="Time">
          <Typography component="time" variant="mono" dateTime={new Date(record.time).toISOString()}>
            {new Date(record.time).toISOString()}
          </Typography>
        </Fact>
        <Fact name="Identity">
          <IdentityLink row={record} />
        </Fact>
        <Fact name="Object">
          <ObjectLink record={record} />
        </Fact>
        <Fact name="Status">
          {record.status} {record.code}
        </Fact>
        <Fact name="From">{doorText(record)}</Fact>
        <Fact name="Duration">{durationText(record.durationMs)}</Fact>
        <Fact name="Resource">
          <IdChip what="resource id" value={record.resourceId} most={36} />
        </Fact>
        <Fact name="Correlation">
          <IdChip what="correlation id" value={record.correlationId} />
        </Fact>
        <Fact name="Request">
          <IdChip what="request id" value={record.requestId} />
        </Fact>
        {record.identityId !== '' && (
          <Fact name="Identity id">
            <IdChip what="identity id" value={record.identityId} />
          </Fact>
        )}
        {record.sessionId !== undefined && (
          <Fact name="Session">
            <IdChip what="session id" value={record.sessionId} />
          </Fact>
        )}
      </FactList>
    </Section>
  );
}

const hashed = 'h:';

/** What the operation declared about itself. A keyed hash is equal for equal texts, and says nothing else. */
export function Properties({ properties }: Pick<LogRecord, 'properties'>) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return null;
  return (
    <Section title="What it was asked">
      <FactList>
        {entries.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value.startsWith(hashed) ? (
              <IdChip what={`keyed hash of ${name}`} value={value} most={28} />
            ) : (
              <ForeignText>{value}</ForeignText>
            )}
          </Fact>
        ))}
      </FactList>
    </Section>
  );
}

export function Proof({ record }: { record: LogRecord }) {
  return (
    <Section title="Proof">
      <FactList>
        <Fact name="Leaf">{record.sequence.toLocaleString('en')}</Fact>
        <Fact name="Hash">
          <IdChip what="leaf hash" value={record.leafHash} most={28} />
        </Fact>
      </FactList>
    </Section>
  );
}
