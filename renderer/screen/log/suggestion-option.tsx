import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { ForeignText } from '../../component/foreign-text.tsx';
import type { Suggestion } from './use-suggestion.ts';

const Option = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 30,
  padding: '2px 8px',
  borderRadius: theme.shape.borderRadius,
  cursor: 'pointer',
  '&:hover': { background: theme.vars.palette.background.default },
  '&[aria-selected="true"]': { background: theme.vars.palette.primary.quiet, boxShadow: `inset 3px 0 ${theme.vars.palette.primary.main}` },
}));

interface SuggestionOptionProps {
  id: string;
  suggestion: Suggestion;
  active: boolean;
  onChoose: () => void;
}

/** One completion: of which field, what, and how many records have it. */
export function SuggestionOption({ id, suggestion: { caption, text, count }, active, onChoose }: SuggestionOptionProps) {
  return (
    <Option id={id} role="option" aria-selected={active} onClick={onChoose}>
      <Box component="span" sx={{ color: 'text.tertiary', width: 84, flexShrink: 0 }}>
        {caption}
      </Box>
      <Box
        component="span"
        sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: 500 }}
      >
        <ForeignText>{text}</ForeignText>
      </Box>
      {count !== undefined && (
        <Box component="span" data-figures sx={{ color: 'text.tertiary' }}>
          {count.toLocaleString('en')}
        </Box>
      )}
    </Option>
  );
}
