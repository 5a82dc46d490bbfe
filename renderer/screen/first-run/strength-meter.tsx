import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { leastPassphraseLength, type Strength } from './strength.ts';

const words = { guessable: 'Guessable', weak: 'Weak', fair: 'Fair', strong: 'Strong' } as const;
const filled = { guessable: 1, weak: 2, fair: 3, strong: 4 } as const;
const colours = { guessable: 'danger.main', weak: 'warning.main', fair: 'notice.main', strong: 'ok.main' } as const;

function sentence(length: number, { level, time }: Strength): string {
  if (length < leastPassphraseLength)
    return `${leastPassphraseLength - length} more ${leastPassphraseLength - length === 1 ? 'character' : 'characters'} at least.`;
  if (level === 'guessable') return 'This is among the first things that guessers try.';
  return `Whoever has the file and tries 10,000 a second needs ${time}.`;
}

/** Four bars, a word and what the word means. `strength` is undefined while nothing is typed. */
export function StrengthMeter({ length, strength }: { length: number; strength: Strength | undefined }) {
  const short = length < leastPassphraseLength;
  const level = strength === undefined || short ? undefined : strength.level;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 2 }}>
      <Box aria-hidden sx={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 1 }}>
        {[1, 2, 3, 4].map((bar) => (
          <Box
            key={bar}
            sx={{ height: 4, borderRadius: '2px', bgcolor: level !== undefined && bar <= filled[level] ? colours[level] : 'line.main' }}
          />
        ))}
      </Box>
      <Typography variant="caption" component="p" role="status" sx={{ color: 'text.tertiary', minHeight: '1.4em' }}>
        {level !== undefined && (
          <Box component="span" sx={{ fontWeight: 600, color: colours[level] }}>
            {words[level]}.{' '}
          </Box>
        )}
        {strength === undefined || length === 0
          ? 'Four or five unrelated words are strong and can be remembered.'
          : sentence(length, strength)}
      </Typography>
    </Box>
  );
}
