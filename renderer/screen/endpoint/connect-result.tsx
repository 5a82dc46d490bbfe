import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { CodeBlock } from '../../component/code-block.tsx';
import { TextField } from '../../component/text-field.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import type { Notation } from './environment.ts';
import { installationOf, trustNote } from './language.ts';
import { saveCa } from './save-ca.ts';
import { connection, type ConnectDraft } from './use-connect.ts';

interface ConnectResultProps {
  draft: ConnectDraft;
  set: (change: Partial<ConnectDraft>) => void;
  endpoint: Endpoint;
}

const notations: readonly { readonly value: Notation; readonly label: string }[] = [
  { value: 'bash', label: 'bash' },
  { value: 'powershell', label: 'PowerShell' },
  { value: 'dotenv', label: '.env' },
];

/** What is taken over into the application: the certificate, the settings and the code. */
export function ConnectResult(props: ConnectResultProps) {
  const { draft, set, endpoint } = props;
  const { settings, code } = connection(draft, endpoint);
  return (
    <>
      {!endpoint.own && <Authority {...props} />}
      <Step title="Settings">
        <ToggleButtonGroup
          exclusive
          size="small"
          value={draft.notation}
          aria-label="Notation"
          onChange={(_event, next: Notation | null) => next && set({ notation: next })}
        >
          {notations.map(({ value, label }) => (
            <ToggleButton key={value} value={value} sx={toggleLook}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <CodeBlock label="Settings" code={settings} copy="Copy settings" />
        <Note>{secretNote[draft.way]}</Note>
      </Step>
      <Step title="Code">
        <Code draft={draft} code={code} />
      </Step>
    </>
  );
}

const secretNote: Readonly<Record<ConnectDraft['way'], string>> = {
  secret:
    'The secret was shown once, when the credential was added; nobody can show it again. Lost: add another credential and end this one. Keep it out of files that others read.',
  certificate: 'The file holds the certificate and its private key, one after the other, as PEM. Only the application may read it.',
  'managed-identity':
    'The header was shown once, when the credential was added; nobody can show it again. Whoever has it is the application. Keep it out of files that others read.',
};

function Authority({ draft, set, endpoint: { authority } }: ConnectResultProps) {
  return (
    <Step title="Authority">
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        {authority ? (
          <Button startIcon={<IconDownload aria-hidden="true" />} onClick={() => saveCa(authority.pem)}>
            Save CA file
          </Button>
        ) : (
          <Note>Its file is to be had once the endpoint was switched on for the first time.</Note>
        )}
      </Box>
      <TextField
        label="Where the application finds it"
        hint={`Its whole path, unless the program starts beside it. ${trustNote[draft.language]}`}
        mono
        value={draft.file}
        onChange={(event) => set({ file: event.target.value })}
        inputProps={{ maxLength: 400 }}
      />
    </Step>
  );
}

function Code({ draft, code }: { draft: ConnectDraft; code: string | undefined }) {
  const packages = installationOf(draft.language, 'secrets');
  if (draft.vault === '' || draft.secret === '') return <Note>Choose a vault and a secret: the code then holds their address.</Note>;
  if (code === undefined) return <Note>curl can’t sign with a certificate by itself. Choose another way, or another language.</Note>;
  return (
    <>
      {packages !== undefined && <CodeBlock label="Packages" code={packages} copy="Copy packages" />}
      <CodeBlock label={`Code in ${draft.language}`} code={code} copy="Copy code" />
    </>
  );
}

const Note = ({ children }: { children: ReactNode }) => <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>{children}</Box>;

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box component="h3" sx={{ typography: 'h3', m: 0, color: 'text.secondary' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}
