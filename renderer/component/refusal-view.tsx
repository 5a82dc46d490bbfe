import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconLock } from '@tabler/icons-react';
import type { Refused } from '../api/may.ts';
import { AccessAsk } from './access-ask.tsx';
import { Fact, FactList } from './fact-list.tsx';
import { ForeignText } from './foreign-text.tsx';
import { monoFamily } from '../theme/token.ts';
import { listOr } from './unavailable.ts';

/** What was refused: what is missing, the smallest role that has it, who can grant it, and the way to ask for it. */
export function RefusalFacts({ refused: { wish, refusal } }: { refused: Refused }) {
  return (
    <>
      <FactList>
        <Fact name="Missing">
          <Box component="span" sx={{ fontFamily: monoFamily }}>
            {refusal.missing}
          </Box>
        </Fact>
        {wish.vault !== undefined && (
          <Fact name="On">
            <ForeignText>{wish.name === undefined ? wish.vault : `${wish.vault} / ${wish.name}`}</ForeignText>
          </Fact>
        )}
        <Fact name="Smallest role">{refusal.smallestRole ?? 'none of the built-in roles'}</Fact>
        <Fact name="Granted by">
          {refusal.grantors.length === 0 ? 'an administrator' : <ForeignText>{listOr(refusal.grantors)}</ForeignText>}
        </Fact>
      </FactList>
      <AccessAsk wish={wish} />
    </>
  );
}

interface RefusalViewProps {
  refused: Refused;
  onRetry: () => void;
}

/** In place of what one may not see. */
export function RefusalView({ refused, onRetry }: RefusalViewProps) {
  return (
    <Box role="alert" sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 3, px: 4, py: 6, maxWidth: 640 }}>
      <Box component={IconLock} aria-hidden="true" sx={{ color: 'text.tertiary', width: 28, height: 28 }} />
      <Typography variant="h2">Your roles don’t include this</Typography>
      <RefusalFacts refused={refused} />
      <Button onClick={onRetry}>Try again</Button>
    </Box>
  );
}
