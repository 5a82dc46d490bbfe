import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { Section } from '../../component/section.tsx';
import { licences } from './licence.ts';

/** What this is, and whose work it stands on. */
export function AboutSection() {
  const { data } = useQuery(instanceQuery(useClient()));
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Section title="About">
      <FactList>
        <Fact name="Version">Strongroom {data?.appVersion ?? '…'}</Fact>
        <Fact name="Licence">MIT</Fact>
      </FactList>
      <Button sx={{ mt: 3 }} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? 'Hide the licences of others' : 'Licences of others'}
      </Button>
      <Box id={id} hidden={!open} sx={{ mt: 3, maxWidth: 720 }}>
        {licences.map(({ licence, works }) => (
          <Box key={licence} sx={{ mb: 3 }}>
            <Typography component="h3" sx={{ fontWeight: 600 }}>
              {licence}
            </Typography>
            <Typography sx={{ color: 'text.secondary' }}>{works.join(', ')}</Typography>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
