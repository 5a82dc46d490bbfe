import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { ActionButton } from '../../component/action-button.tsx';
import { Meaning } from '../../component/meaning.tsx';

interface DoneStepProps {
  organisation: string;
  name: string;
  withShares: boolean;
  busy: boolean;
  onSignIn: () => void;
}

/** Step 4: what exists now, and what comes next. */
export function DoneStep({ organisation, name, withShares, busy, onSignIn }: DoneStepProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 5, alignItems: 'flex-start' }}>
      <Meaning kind="ok">The house of {organisation} exists, and its log has begun.</Meaning>
      <Box
        component="ol"
        sx={{ m: 0, pl: 5, display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '72ch', '& li::marker': { color: 'text.tertiary' } }}
      >
        <li>
          Sign in as <strong>{name}</strong>, with your own password.
        </li>
        <li>
          Create the first vault: a place for secrets, with its own rules for deleting. Then import what you have, from a .env file, JSON,
          CSV or another vault, or add the first secret by hand.
        </li>
        {withShares && <li>Give each recovery share to the one who keeps it. They should not lie together, not even tonight.</li>}
      </Box>
      <Typography variant="caption" sx={{ color: 'text.tertiary', maxWidth: '72ch' }}>
        The passphrase opens the house after it was locked or sealed. The password says who you are. They are two things on purpose.
      </Typography>
      <ActionButton variant="contained" color="primary" busy={busy} onClick={onSignIn} autoFocus>
        Sign in
      </ActionButton>
    </Box>
  );
}
