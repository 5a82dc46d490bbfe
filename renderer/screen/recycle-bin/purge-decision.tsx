import Box from '@mui/material/Box';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { heldText, type BinEntry } from './bin-entry.ts';
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
        {<Loss entry={entry} />}
        <li>
          <ForeignText>{entry.deletedBy}</ForeignText> deleted it, <Moment time={entry.deletedOn} />. Only a backup of the house made before
          still holds it.
        </li>
      </Box>
    </Decision>
  );
}

function Loss({ entry }: { entry: BinEntry }) {
  switch (entry.kind) {
    case 'secret':
      return <SecretLoss entry={entry} />;
    case 'key':
      return <KeyLoss entry={entry} />;
    case 'vault':
      return <VaultLoss entry={entry} />;
  }
}

function KeyLoss({ entry }: { entry: Extract<BinEntry, { kind: 'key' }> }) {
  const { protection } = entry.of;
  return (
    <>
      <li>
        All its versions are destroyed
        {protection.kind === 'hsm' && (
          <>
            , in the token <ForeignText>{protection.label}</ForeignText> too
          </>
        )}
        . What was encrypted or wrapped with them can never be opened again.
      </li>
      <li>Signatures that it made can still be checked by whoever has the public key.</li>
      <li>Roles given on this key end. A new key of the name in {entry.vault} starts without them.</li>
    </>
  );
}

function SecretLoss({ entry }: { entry: Extract<BinEntry, { kind: 'secret' }> }) {
  return (
    <>
      <li>Its value and every older version are destroyed, and nobody can bring them back.</li>
      <li>Roles given on this secret end. A new secret of the name in {entry.vault} starts without them.</li>
      <li>
        Last changed <Moment time={entry.of.createdOn} /> by <ForeignText>{entry.of.createdBy}</ForeignText>.
      </li>
    </>
  );
}

function VaultLoss({ entry }: { entry: Extract<BinEntry, { kind: 'vault' }> }) {
  return (
    <>
      <li>
        {heldText(entry.of) ?? 'Everything it held'} with all versions, what lay in its own bin, and the keys that seal them are destroyed.
      </li>
      <li>Roles given on the vault and in it end. Its settings and tags are lost.</li>
      <li>Applications that use it get no answer, whatever they ask.</li>
    </>
  );
}
