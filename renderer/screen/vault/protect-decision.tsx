import Box from '@mui/material/Box';
import { Decision } from '../../component/decision.tsx';
import type { VaultDraft } from './vault-draft.ts';

interface ProtectDecisionProps {
  /** The vault about to be created with purge protection; none while nothing is asked. */
  draft: VaultDraft | undefined;
  onProtect: (draft: VaultDraft) => void;
  onClose: () => void;
}

/** Purge protection is for good, so it is meant: the name is typed. */
export function ProtectDecision({ draft, onProtect, onClose }: ProtectDecisionProps) {
  if (!draft) return null;
  return (
    <Decision
      title="Turn on purge protection for good"
      verb="Create protected vault"
      danger
      open
      typeName={draft.name.trim()}
      onDecide={() => onProtect(draft)}
      onClose={onClose}
    >
      <Box component="ul" sx={{ m: 0, pl: 5, display: 'flex', flexDirection: 'column', gap: 1 }}>
        <li>Nobody can turn it off again, no administrator and no program.</li>
        <li>
          What is deleted in {draft.name.trim()} stays for {draft.retentionDays} days, even where it should be gone at once.
        </li>
        <li>The names of deleted secrets stay taken for as long.</li>
      </Box>
    </Decision>
  );
}
