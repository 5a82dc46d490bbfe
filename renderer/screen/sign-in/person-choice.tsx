import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import { useId } from 'react';
import { Heard } from '../../component/heard.tsx';

export interface Person {
  readonly name: string;
  readonly displayName: string;
}

/** Stands for a name that is typed. */
export const otherPerson = '';

/** People who have a card; in a larger house the others type their name. */
const mostCards = 5;

/** Those who are shown as cards: everyone where they are few, else who signed in last. */
export const withCard = (people: readonly Person[]): readonly Person[] =>
  people.length <= mostCards + 1 ? people : people.slice(0, mostCards);

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => Array.from(word).slice(0, 1))
    .slice(0, 2)
    .join('')
    .toUpperCase();

interface PersonChoiceProps {
  people: readonly Person[];
  /** A sign-in name, or `otherPerson`. */
  chosen: string;
  onChoose: (name: string) => void;
  /** Whether the chosen card takes the focus: who switched person chooses first. */
  takesFocus?: boolean;
}

/** The people as cards: who they are, not what they may do. */
export function PersonChoice({ people, chosen, onChoose, takesFocus = false }: PersonChoiceProps) {
  const group = useId();
  const shared = { group, takesFocus, onChoose };
  return (
    <Box
      component="fieldset"
      sx={{
        m: 0,
        p: 0,
        border: 1,
        borderColor: 'line.main',
        borderRadius: '6px',
        bgcolor: 'background.paper',
        minWidth: 0,
        maxHeight: 280,
        overflowY: 'auto',
      }}
    >
      <legend style={{ display: 'contents' }}>
        <Heard>Who you are</Heard>
      </legend>
      {withCard(people).map(({ name, displayName }) => (
        <Card key={name} {...shared} value={name} on={name === chosen} sign={initials(displayName)} title={displayName} hint={name} />
      ))}
      <Card {...shared} value={otherPerson} on={chosen === otherPerson} sign="…" title="Someone else" hint="" />
    </Box>
  );
}

interface CardProps {
  group: string;
  value: string;
  on: boolean;
  takesFocus: boolean;
  onChoose: (name: string) => void;
  sign: string;
  title: string;
  hint: string;
}

function Card({ group, value, on, takesFocus, onChoose, sign, title, hint }: CardProps) {
  return (
    <Box
      component="label"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        px: 3,
        minHeight: 48,
        cursor: 'pointer',
        '& + &': { borderTop: 1, borderColor: 'line.main' },
        ...(on ? { bgcolor: 'primary.quiet', boxShadow: 'inset 3px 0 var(--sr-palette-primary-main)' } : {}),
      }}
    >
      <Radio size="small" name={group} value={value} checked={on} autoFocus={on && takesFocus} onChange={() => onChoose(value)} />
      <Box
        component="span"
        aria-hidden="true"
        sx={{
          width: 28,
          height: 28,
          borderRadius: 1,
          border: 1,
          borderColor: 'line.strong',
          display: 'grid',
          placeItems: 'center',
          typography: 'caption',
          fontWeight: 600,
          color: 'text.secondary',
          flexShrink: 0,
        }}
      >
        {sign}
      </Box>
      <Box component="span" sx={{ flex: 1, minWidth: 0, fontWeight: 500, overflowWrap: 'anywhere' }}>
        {title}
      </Box>
      <Box component="span" sx={{ typography: 'caption', color: 'text.tertiary', overflowWrap: 'anywhere' }}>
        {hint}
      </Box>
    </Box>
  );
}
