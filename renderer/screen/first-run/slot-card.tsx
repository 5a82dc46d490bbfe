import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { Card } from '../../component/card.tsx';

interface SlotCardProps {
  icon: ReactNode;
  title: string;
  /** A short word at the right: always, chosen, not here. */
  badge?: ReactNode;
  what: string;
  /** What happens if this way is lost. */
  ifLost?: { readonly when: string; readonly so: string };
  /** The control that chooses it, where there is a choice. */
  control?: ReactNode;
  children?: ReactNode;
}

/** One way to unlock: what it is, what its loss means, and what it needs to be set up. */
export function SlotCard({ icon, title, badge, what, ifLost, control, children }: SlotCardProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ color: 'primary.main', display: 'inline-flex' }}>{icon}</Box>
        <Typography id={titleId} component="h2" sx={{ fontWeight: 600, flex: 1 }}>
          {title}
        </Typography>
        {badge}
        {control}
      </Box>
      <Box sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
        <Typography>{what}</Typography>
        {ifLost && (
          <Typography>
            <Box component="span" sx={{ color: 'text.primary', fontWeight: 500 }}>
              {ifLost.when}:
            </Box>{' '}
            {ifLost.so}
          </Typography>
        )}
      </Box>
      {children}
    </Card>
  );
}
