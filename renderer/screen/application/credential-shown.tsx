import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { IconCopy } from '@tabler/icons-react';
import { useCallback, useState, type ReactNode } from 'react';
import type { Application, Credential } from '../../../app/contract/application.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { decodeText } from '../../api/decode-text.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { useCopyValue } from '../../component/held-copy.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { exactText } from '../../component/moment-text.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { ValueText } from '../../component/value-text.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useEnd } from '../../component/waiting.ts';
import { kindWords } from './application-text.ts';
import { Fingerprint } from './fingerprint.tsx';

export type MadeCredential = Output<'CredentialCreate'>;

interface CredentialShownProps {
  /** Its secret is zeroed when the panel goes. */
  made: MadeCredential;
  application: Application;
  way?: ReactNode;
  onDone: () => void;
  onClose: () => void;
}

/** What was added. A secret is shown this once, and only who has it elsewhere goes on without being asked. */
export function CredentialShown({ made: { credential, secret }, application, way, onDone, onClose }: CredentialShownProps) {
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  useEnd(useCallback(() => void secret?.fill(0), [secret]));
  const kept = secret === undefined || typed === endOf(secret);
  const close = () => (kept || asked ? onClose() : setAsked(true));
  const name = visibleText(application.name);
  return (
    <SidePanel
      title={`${kindWords[credential.kind]} of ${name}`}
      open
      dirty={false}
      onClose={close}
      actions={
        <>
          {asked && !kept && (
            <Button color="error" onClick={onClose}>
              Close without it
            </Button>
          )}
          <ActionButton
            variant="contained"
            color="primary"
            onClick={onDone}
            unavailable={kept ? undefined : 'Type its last four characters first, from where it is kept now.'}
          >
            {secret ? 'It is kept, go on' : 'Go on'}
          </ActionButton>
        </>
      }
    >
      {way}
      <Facts credential={credential} application={application} />
      {secret && <Secret secret={secret} name={name} typed={typed} onTyped={setTyped} warned={asked && !kept} />}
    </SidePanel>
  );
}

function Facts({ credential, application }: { credential: Credential; application: Application }) {
  const { kind, label, hint, until } = credential;
  return (
    <FactList>
      <Fact name="Label">
        <ForeignText>{label}</ForeignText>
      </Fact>
      <Fact name="Client id">
        <IdChip what="client id" value={application.clientId} most={36} />
      </Fact>
      {kind === 'certificate' && (
        <Fact name="Thumbprint">
          <Fingerprint value={hint} />
        </Fact>
      )}
      <Fact name="Ends">{exactText(until)}</Fact>
    </FactList>
  );
}

/** The last four characters, which are ASCII. */
const endOf = (secret: Uint8Array): string => decodeText(secret.subarray(-4));

interface SecretProps {
  /** UTF-8. */
  secret: Uint8Array;
  /** The application's, as it can be shown. */
  name: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** Whether somebody began to leave without it. */
  warned: boolean;
}

function Secret({ secret, name, typed, onTyped, warned }: SecretProps) {
  return (
    <>
      <Typography sx={{ color: 'text.secondary' }}>
        It is shown this once. Put it where the application reads it from; in code, tickets and mail it doesn’t belong.
      </Typography>
      <Value secret={secret} name={name} />
      <TextField
        label="Its last four characters"
        mono
        value={typed}
        onChange={(event) => onTyped(event.target.value)}
        hint="Read them from where it is kept now, so that it is sure to be there."
        inputProps={{ maxLength: 4 }}
      />
      <Box role="status">
        {warned && (
          <Banner kind="warning">
            Nobody can show it again. Closed without being kept, it stays in the list until it is ended there, and another is added.
          </Banner>
        )}
      </Box>
    </>
  );
}

function Value({ secret, name }: { secret: Uint8Array; name: string }) {
  const copy = useCopyValue();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}>
      <Box
        data-selectable
        sx={{ alignSelf: 'stretch', p: 3, border: 1, borderColor: 'line.control', borderRadius: '6px', bgcolor: 'background.default' }}
      >
        <ValueText value={secret} label={`Credential of ${name}`} />
      </Box>
      <Button startIcon={<IconCopy />} onClick={() => void copy(`the credential of ${name}`, () => Promise.resolve(secret.slice()))}>
        Copy
      </Button>
    </Box>
  );
}
