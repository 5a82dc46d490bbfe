import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { GenerationField } from './generation-field.tsx';
import { disabledReason } from './load-value.ts';
import type { SecretForm } from './use-secret-form.ts';
import { useValueRight } from './use-value-right.ts';
import { ValueField } from './value-field.tsx';

/** Where the value comes from: written here, or drawn by the engine. */
export function ValueChoice({ it, last }: { it: SecretForm; last: SecretProperties | undefined }) {
  const { rules, base, value } = it;
  const drawn = rules !== undefined;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          sx={{
            '& .MuiToggleButton-root': {
              color: 'text.secondary',
              borderColor: 'line.control',
              px: 3,
              minHeight: 32,
              textTransform: 'none',
            },
            '& .MuiToggleButton-root.Mui-selected': { color: 'text.primary', bgcolor: 'primary.quiet' },
          }}
          aria-label="Where the value comes from"
          value={drawn ? 'draw' : 'write'}
          onChange={(_event, chosen: unknown) => (chosen === 'draw' || chosen === 'write') && it.choose(chosen)}
        >
          <ToggleButton value="write">Write it</ToggleButton>
          <ToggleButton value="draw">Generate it</ToggleButton>
        </ToggleButtonGroup>
        {last && !drawn && !base.loaded && <EditCurrent it={it} last={last} />}
      </Box>
      {!!base.error && <FailureBanner error={base.error} />}
      {base.loaded && !drawn && (
        <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
          The current value was read for you, and that is recorded. You will see what changes before it is saved.
        </Box>
      )}
      {drawn ? (
        <GenerationField rules={rules} onChange={it.setRules} />
      ) : (
        <ValueField value={value} contentType={it.contentType} error={it.valueError} onTyped={it.typed} autoFocus={last !== undefined} />
      )}
    </Box>
  );
}

/** Takes the current value into the form, which is a read of it. */
function EditCurrent({ it: { base, value, editCurrent }, last }: { it: SecretForm; last: SecretProperties }) {
  const { shown, may } = useValueRight(last);
  const written = value.sizeBytes > 0 ? 'Something is written already. Empty the field first.' : undefined;
  const stop = useUnavailable(may, last.enabled ? written : disabledReason);
  if (!shown) return null;
  return (
    <ActionButton variant="text" onClick={editCurrent} busy={base.busy} {...stop}>
      Edit the current value
    </ActionButton>
  );
}
