import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { ActionButton } from './action-button.tsx';
import { FieldError } from './field.tsx';
import { IconAction } from './icon-action.tsx';

export interface Tag {
  readonly name: string;
  readonly value: string;
}

const most = 15;

/** The tags as the contract has them; rows without a name are left out. */
export const toTagRecord = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.filter((tag) => tag.name !== '').map((tag) => [tag.name, tag.value]));

/** What is wrong with a list of tags, as a sentence. */
export function tagProblem(tags: readonly Tag[]): string | undefined {
  if (tags.some((tag) => tag.name === '' && tag.value !== '')) return 'Every tag needs a name.';
  const names = tags.map((tag) => tag.name).filter((name) => name !== '');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? undefined : `The tag ${twice} is there twice.`;
}

interface TagEditorProps {
  tags: readonly Tag[];
  error?: string | undefined;
  onChange: (tags: readonly Tag[]) => void;
}

/** Names and values to find things by; never secret. */
export function TagEditor({ tags, error, onChange }: TagEditorProps) {
  const add = useRef<HTMLButtonElement>(null);
  const change = (at: number, part: Partial<Tag>) => onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  const remove = (at: number) => {
    onChange(tags.filter((_, index) => index !== at));
    add.current?.focus();
  };
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 1, fontWeight: 500, display: 'flex', width: '100%' }}>
        <Box component="span" sx={{ flex: 1 }}>
          Tags
        </Box>
        <Typography variant="caption" data-figures sx={{ color: 'text.tertiary', fontWeight: 400 }}>
          {tags.length} of {most}
        </Typography>
      </Box>
      {tags.map((tag, at) => (
        <Box key={at} sx={{ display: 'flex', gap: 2 }}>
          <OutlinedInput
            fullWidth
            placeholder="Name"
            // Tags that are there have names: one that comes without was just added.
            autoFocus={tag.name === ''}
            value={tag.name}
            onChange={(event) => change(at, { name: event.target.value })}
            inputProps={{ 'aria-label': `Name of tag ${at + 1}`, maxLength: 256, autoComplete: 'off' }}
          />
          <OutlinedInput
            fullWidth
            placeholder="Value"
            value={tag.value}
            onChange={(event) => change(at, { value: event.target.value })}
            inputProps={{ 'aria-label': `Value of tag ${at + 1}`, maxLength: 256, autoComplete: 'off' }}
          />
          <IconAction label={`Remove tag ${tag.name || at + 1}`} onClick={() => remove(at)}>
            <IconX />
          </IconAction>
        </Box>
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
      <Box>
        <ActionButton
          ref={add}
          startIcon={<IconPlus />}
          unavailable={tags.length < most ? undefined : `At most ${most} tags fit. Remove one first.`}
          onClick={() => onChange([...tags, { name: '', value: '' }])}
        >
          Add tag
        </ActionButton>
      </Box>
    </Box>
  );
}
