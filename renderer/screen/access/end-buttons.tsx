import Box from '@mui/material/Box';
import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { EndDecision } from './end-decision.tsx';
import { vaultOf } from './scope.ts';
import { UntilDecision } from './until-decision.tsx';

/** Who was given it: where it reaches somebody through groups, the last of them holds it. */
function holderOf({ principal, through }: Assignment): Assignment['principal'] {
  const last = through.at(-1);
  return last ? { ...last, kind: 'group' } : principal;
}

interface EndButtonsProps {
  assignment: Assignment;
  onEnded?: () => void;
}

/** The two ways to end an assignment: on a day, or now. */
export function EndButtons({ assignment, onEnded }: EndButtonsProps) {
  const [open, setOpen] = useState<'until' | 'end'>();
  const on = vaultOf(assignment.scope);
  const over = assignment.state === 'ended' ? 'It has ended. To give it again, add it anew.' : undefined;
  const change = useUnavailable(useMay({ operation: 'RoleAssignmentPatch', ...on }), over);
  const end = useUnavailable(useMay({ operation: 'RoleAssignmentEnd', ...on }), over);
  const close = () => setOpen(undefined);
  const shared = { assignment, holder: holderOf(assignment), onClose: close };
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      <ActionButton {...change} onClick={() => setOpen('until')}>
        Change the end…
      </ActionButton>
      <ActionButton {...end} color="error" onClick={() => setOpen('end')}>
        End…
      </ActionButton>
      {open === 'until' && <UntilDecision {...shared} />}
      {open === 'end' && <EndDecision {...shared} onEnded={onEnded ?? close} />}
    </Box>
  );
}
