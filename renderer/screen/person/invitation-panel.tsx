import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { decodeText } from '../../api/decode-text.ts';
import { Banner } from '../../component/banner.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { useCopyValue } from '../../component/held-copy.tsx';
import { exactText } from '../../component/moment-text.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { useEnd } from '../../component/waiting.ts';
import { visibleText } from '../../component/visible-text.ts';
import { monoFamily } from '../../theme/token.ts';
import { Paper } from '../first-run/paper.tsx';

export type Invitation = Output<'PersonInvite'>;

interface InvitationPanelProps {
  /** Its code is zeroed when the panel goes. */
  invitation: Invitation;
  onClose: () => void;
}

/** The one-time code, shown this once: to copy, to print, to read out. Closing asks whether it is on its way. */
export function InvitationPanel({ invitation: { person, code, until }, onClose }: InvitationPanelProps) {
  const [sure, setSure] = useState(false);
  useEnd(useCallback(() => void code.fill(0), [code]));
  const close = () => (sure ? onClose() : setSure(true));
  return (
    <SidePanel
      title={`One-time code for ${visibleText(person.displayName)}`}
      open
      dirty={false}
      onClose={close}
      actions={
        <Button variant="contained" color="primary" onClick={close}>
          {sure ? 'It is on its way, close' : 'Done'}
        </Button>
      }
    >
      <Typography sx={{ color: 'text.secondary' }}>
        With it <ForeignText>{person.displayName}</ForeignText> chooses a password: sign-in page, “I have an invitation”. It is shown this
        once. Hand it over on another way than the sign-in name, best by voice or on paper.
      </Typography>
      <FactList>
        <Fact name="Signs in as">{person.name}</Fact>
        <Fact name="Ends">{exactText(until)}</Fact>
      </FactList>
      <Code code={code} />
      <Ways invitation={{ person, code, until }} />
      <Box role="status">
        {sure && (
          <Banner kind="warning">Once this closes, nobody can show the code again. Is it copied, printed, or read out already?</Banner>
        )}
      </Box>
    </SidePanel>
  );
}

function Code({ code }: { code: Uint8Array }) {
  return (
    <Box
      role="region"
      aria-label="One-time code"
      data-selectable
      sx={{
        p: 4,
        border: 1,
        borderColor: 'line.control',
        borderRadius: '6px',
        bgcolor: 'background.default',
        fontFamily: monoFamily,
        fontSize: '1.25rem',
        letterSpacing: '0.05em',
        overflowWrap: 'anywhere',
      }}
    >
      {decodeText(code)}
    </Box>
  );
}

function Ways({ invitation: { person, code, until } }: { invitation: Invitation }) {
  const copy = useCopyValue();
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  return (
    <Box sx={{ display: 'flex', gap: 2 }}>
      <Button
        startIcon={<IconCopy />}
        onClick={() => void copy(`the one-time code for ${visibleText(person.displayName)}`, () => Promise.resolve(code.slice()))}
      >
        Copy
      </Button>
      <Button startIcon={<IconPrinter />} onClick={() => setPrinting(true)}>
        Print
      </Button>
      {printing && (
        <Paper onPrinted={printed}>
          <h1>Your invitation to Strongroom</h1>
          <p>Open Strongroom, choose “I have an invitation” on the sign-in page, and enter:</p>
          <p>Sign-in name: {person.name}</p>
          <p>One-time code:</p>
          <p style={{ fontFamily: monoFamily, fontSize: '15pt', border: '1pt solid #000', padding: '14pt' }}>{decodeText(code)}</p>
          <p>It works once, until {exactText(until)}. Then choose a password that nobody else knows.</p>
        </Paper>
      )}
    </Box>
  );
}
