import Box from '@mui/material/Box';
import { Decision } from '../../component/decision.tsx';

interface ProtectDecisionProps {
  name: string;
  retentionDays: number;
  verb: string;
  onProtect: () => void;
  onClose: () => void;
}

/** Purge protection is for good, so it is meant: the name of the vault that is being made is typed. */
export function ProtectDecision({ name, retentionDays, verb, onProtect, onClose }: ProtectDecisionProps) {
  return (
    <Decision title="Turn on purge protection for good" verb={verb} danger open typeName={name} onDecide={onProtect} onClose={onClose}>
      <ProtectionLoss name={name} retentionDays={retentionDays} />
    </Decision>
  );
}

/** What nobody can do any more once purge protection is on. */
export function ProtectionLoss({ name, retentionDays }: Pick<ProtectDecisionProps, 'name' | 'retentionDays'>) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 5, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <li>Nobody can turn it off again, no administrator and no program.</li>
      <li>
        What is deleted in {name} stays for {retentionDays} days, even where it should be gone at once.
      </li>
      <li>The names of deleted secrets stay taken for as long, and so does the vault’s own once it is deleted.</li>
    </Box>
  );
}
