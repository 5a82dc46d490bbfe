import Box from '@mui/material/Box';
import { ForeignText } from './foreign-text.tsx';

/** Tags to read. */
export function TagList({ tags }: { tags: Readonly<Record<string, string>> }) {
  const entries = Object.entries(tags);
  if (entries.length === 0)
    return (
      <Box component="span" sx={{ color: 'text.tertiary' }}>
        none
      </Box>
    );
  return (
    <Box component="ul" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, listStyle: 'none', m: 0, p: 0 }}>
      {entries.map(([name, value]) => (
        <Box
          component="li"
          key={name}
          sx={{ border: 1, borderColor: 'line.strong', borderRadius: 1, px: 1.5, typography: 'caption', overflowWrap: 'anywhere' }}
        >
          <ForeignText>{name}</ForeignText>
          {value !== '' && (
            <>
              {': '}
              <ForeignText>{value}</ForeignText>
            </>
          )}
        </Box>
      ))}
    </Box>
  );
}
