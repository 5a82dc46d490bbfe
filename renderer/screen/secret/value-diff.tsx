import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { Fragment, useMemo } from 'react';
import { Heard } from '../../component/heard.tsx';
import { piecesOf } from '../../component/visible-text.ts';
import { diffValues, endsOpen, type DiffLine, type LineKind } from './line-diff.ts';

const Sign = styled('span')(({ theme }) => ({ color: theme.vars.palette.text.tertiary, userSelect: 'none' }));

/** What could not be seen stands out from the text around it. */
const Hidden = styled('span')(({ theme }) => ({
  margin: '0 1px',
  padding: '0 2px',
  border: `1px solid ${theme.vars.palette.line.strong}`,
  borderRadius: 2,
  color: theme.vars.palette.warning.main,
}));

const Line = styled('div')(({ theme }) => ({
  ...theme.typography.mono,
  display: 'grid',
  gridTemplateColumns: '4ch 4ch 2ch minmax(0, 1fr)',
  columnGap: 4,
  padding: '0 8px',
  '& > :first-of-type, & > :nth-of-type(2)': { color: theme.vars.palette.text.tertiary, textAlign: 'right', userSelect: 'none' },
  '&[data-kind=added]': { boxShadow: `inset 3px 0 ${theme.vars.palette.ok.main}`, background: theme.vars.palette.primary.quiet },
  '&[data-kind=removed]': { boxShadow: `inset 3px 0 ${theme.vars.palette.danger.main}`, background: theme.vars.palette.background.default },
}));

const marks: Readonly<Record<LineKind, { readonly sign: string; readonly word: string }>> = {
  same: { sign: ' ', word: '' },
  added: { sign: '+', word: 'added: ' },
  removed: { sign: '−', word: 'removed: ' },
};

/** Spaces and tabs of a changed line as signs; controls and direction marks of every line. */
function Visible({ line }: { line: DiffLine }) {
  return (
    <bdi>
      {piecesOf(line.text).map(({ text, sign }, at) => {
        if (text === '\t') return <Sign key={at}>→{'\t'}</Sign>;
        if (sign !== undefined) return <Hidden key={at}>{sign}</Hidden>;
        return <Fragment key={at}>{line.kind === 'same' ? text : withSpaces(text)}</Fragment>;
      })}
    </bdi>
  );
}

const withSpaces = (text: string) =>
  text.split(/( +)/).map((part, at) => (part.startsWith(' ') ? <Sign key={at}>{'·'.repeat(part.length)}</Sign> : part));

interface ValueDiffProps {
  before: string;
  after: string;
  label: string;
}

/** Two values line by line, old to new, with what can't be seen made visible. */
export function ValueDiff({ before, after, label }: ValueDiffProps) {
  const lines = useMemo(() => diffValues(before, after), [before, after]);
  const changed = lines.some((line) => line.kind !== 'same');
  const otherEnd = before !== '' && after !== '' && endsOpen(before) !== endsOpen(after);
  return (
    <Box>
      <Box
        role="region"
        aria-label={label}
        tabIndex={0}
        sx={{
          border: 1,
          borderColor: 'line.control',
          borderRadius: 1,
          py: 1,
          maxHeight: 360,
          overflow: 'auto',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {lines.map((line, at) => (
          <Line key={at} data-kind={line.kind}>
            <span aria-hidden="true">{line.before ?? ''}</span>
            <span aria-hidden="true">{line.after ?? ''}</span>
            <span>
              <span aria-hidden="true">{marks[line.kind].sign}</span>
              <Heard>{marks[line.kind].word}</Heard>
            </span>
            <span>
              <Visible line={line} />
            </span>
          </Line>
        ))}
      </Box>
      {!changed && !otherEnd && <Box sx={{ mt: 1, color: 'text.secondary' }}>Nothing differs.</Box>}
      {otherEnd && (
        <Box sx={{ mt: 1, color: 'text.secondary' }}>
          {endsOpen(after)
            ? 'The new value ends without a line break; the old one had one.'
            : 'The new value ends with a line break; the old one had none.'}
        </Box>
      )}
    </Box>
  );
}
