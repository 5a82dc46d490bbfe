import Box from '@mui/material/Box';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { BinEntry } from './bin-entry.ts';
import { usePurge } from './use-bin-action.ts';

interface PurgeDecisionProps {
  entry: BinEntry;
  onPurged: () => void;
  onClose: () => void;
}

/** Destroys what lies in the bin: says what will be lost, and takes the name typed. */
export function PurgeDecision({ entry, onPurged, onClose }: PurgeDecisionProps) {
  const { purge, error, busy } = usePurge();
  return (
    <Decision
      open
      title={`Purge the ${entry.kind} ${visibleText(entry.name)}`}
      verb="Purge for good"
      danger
      typeName={entry.name}
      busy={busy}
      failure={error}
      onDecide={() => purge(entry, onPurged)}
      onClose={onClose}
    >
      <Box component="ul" sx={{ m: 0, pl: 5, display: 'flex', flexDirection: 'column', gap: 1 }}>
        {entry.kind === 'vault' ? <VaultLoss entry={entry} /> : <SecretLoss entry={entry} />}
        <li>
          <ForeignText>{entry.deletedBy}</ForeignText> deleted it, <Moment time={entry.deletedOn} />. Only a backup of the house made before
          still holds it.
        </li>
      </Box>
    </Decision>
  );
}

function SecretLoss({ entry }: { entry: Extract<BinEntry, { kind: 'secret' }> }) {
  return (
    <>
      <li>Its value and every older version are destroyed, and nobody can bring them back.</li>
      <li>Roles given on this secret end. A new secret of the name in {entry.vault} starts without them.</li>
      <li>
        Last changed <Moment time={entry.secret.createdOn} /> by <ForeignText>{entry.secret.createdBy}</ForeignText>.
      </li>
    </>
  );
}

function VaultLoss({ entry }: { entry: Extract<BinEntry, { kind: 'vault' }> }) {
  const { secretCount } = entry.of;
  return (
    <>
      <li>
        {secretCount === 0 ? 'Everything it held' : countText(secretCount, 'secret')} with all versions, what lay in its own bin, and the
        keys that seal them are destroyed.
      </li>
      <li>Roles given on the vault and in it end. Its settings and tags are lost.</li>
      <li>Applications that use it get no answer, whatever they ask.</li>
    </>
  );
}
