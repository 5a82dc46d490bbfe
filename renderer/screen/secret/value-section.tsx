import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import { IconCode, IconCopy, IconLink, IconTrash, IconVersions } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { OpenMenu } from '../../component/open-menu.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { IconAction } from '../../component/icon-action.tsx';
import { ValueBar } from '../../component/value-bar.tsx';
import { ActionMenu } from '../action/action-menu.tsx';
import { useAction } from '../action/use-action.ts';
import { languages } from '../endpoint/language.ts';
import { useUris } from '../endpoint/use-endpoint.ts';
import { codeReference } from './code-reference.ts';
import { disabledReason, useLoadValue } from './load-value.ts';
import { sizeText } from './size-text.ts';
import { useCopyText } from './use-copy-text.ts';
import type { SecretActionSet } from './use-secret-action.tsx';

/** A secret's value behind its mask, and everything that can be done with the secret. */
export function ValueSection({ secret, actions }: { secret: SecretProperties; actions: SecretActionSet }) {
  return (
    <Box
      component="section"
      aria-label={actions.value.shown ? 'Value' : 'Actions'}
      sx={{ pt: 4, pb: 3, display: 'flex', flexDirection: 'column', gap: 3 }}
    >
      {actions.value.shown ? <Value secret={secret} actions={actions} /> : <ValueFacts secret={secret} />}
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <ActionButton {...actions.copyUri} startIcon={<IconLink />}>
          Copy URI
        </ActionButton>
        <ReferenceMenu secret={secret} />
        <ActionButton {...actions.newVersion} startIcon={<IconVersions />}>
          New version
        </ActionButton>
        <Box sx={{ flex: 1 }} />
        <ActionMenu
          label="More"
          items={[
            ['Use in an application…', actions.connect],
            ['Copy URI without version', actions.copyBareUri],
            secret.enabled ? ['Disable', actions.disable] : ['Enable', actions.enable],
            ['Back up to a file', actions.backUp],
          ]}
        />
        <IconAction label="Delete" {...actions.remove} color="error">
          <IconTrash />
        </IconAction>
      </Box>
    </Box>
  );
}

/** The value behind its mask, for who may read values. */
function Value({ secret, actions }: { secret: SecretProperties; actions: SecretActionSet }) {
  const load = useLoadValue(secret.vault, secret.name, secret.version);
  const stop = useUnavailable(actions.value.may, secret.enabled ? undefined : disabledReason);
  return (
    <ValueBar label={`Value of ${secret.name}`} facts={<ValueFacts secret={secret} />} load={load} {...stop}>
      <ActionButton {...actions.copy} variant="contained" color="primary" startIcon={<IconCopy />}>
        Copy
      </ActionButton>
    </ValueBar>
  );
}

/** What is said of a value without showing it. */
function ValueFacts({ secret }: { secret: SecretProperties }) {
  return (
    <span>
      {sizeText(secret.valueBytes)}
      {secret.contentType !== undefined && (
        <>
          {' · '}
          <ForeignText>{secret.contentType}</ForeignText>
        </>
      )}
    </span>
  );
}

/** Code that reads the secret, by language. */
function ReferenceMenu({ secret }: { secret: SecretProperties }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const copyText = useCopyText();
  const vault = useUris().vault(secret.vault);
  const action = useAction('secret.copy-reference', { run: () => setOpen(true) });
  return (
    <OpenMenu anchor={button} open={open} onClose={() => setOpen(false)} label="Language">
      {(menu) => (
        <ActionButton {...action} {...menu} ref={button} startIcon={<IconCode />}>
          Copy for code
        </ActionButton>
      )}
      {languages.map((language) => (
        <MenuItem
          key={language}
          onClick={() => {
            setOpen(false);
            copyText(`${language} code`, vault && codeReference({ vault, name: secret.name }, language));
          }}
        >
          {language}
        </MenuItem>
      ))}
    </OpenMenu>
  );
}
