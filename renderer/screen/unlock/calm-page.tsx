import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import { Mark } from '../../component/mark.tsx';

interface CalmPageProps {
  readonly title: string;
  /** What stands under the title: where one is, in a sentence. */
  readonly lead?: ReactNode;
  /** Changes when the page becomes another one; the title then takes the focus. */
  readonly focusKey?: string | number;
  /** Whether the title takes the focus at once, too: the page comes unasked. */
  readonly takesFocus?: boolean;
  /** Pixels of the measure. */
  readonly width?: number;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

function useTitleFocus(focusKey: string | number | undefined, takesFocus: boolean) {
  const page = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const seen = useRef(takesFocus ? undefined : focusKey);
  useEffect(() => {
    if (seen.current === focusKey) return;
    seen.current = focusKey;
    title.current?.focus({ preventScroll: true });
    if (page.current) page.current.scrollTop = 0;
  }, [focusKey]);
  return { page, title };
}

/** A page before the house is open to anyone: the mark, one column, nothing else to look at. */
export function CalmPage({ title, lead, focusKey, takesFocus = false, width = 440, above, children }: CalmPageProps) {
  const { page, title: heading } = useTitleFocus(focusKey, takesFocus);
  return (
    <Box
      component="main"
      ref={page}
      sx={{
        height: '100%',
        overflowY: 'auto',
        scrollPaddingBottom: '72px',
        bgcolor: 'background.default',
        display: 'flex',
        flexDirection: 'column',
      }}
    >
      <Box
        sx={{
          mx: 'auto',
          mt: 'clamp(0px, (100vh - 720px) / 3, 120px)',
          width: '100%',
          maxWidth: width + 48,
          px: 6,
          py: 6,
          display: 'flex',
          flexDirection: 'column',
          gap: 6,
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.primary' }}>
          <Mark size={24} />
          <Typography component="span" sx={{ fontWeight: 600 }}>
            Strongroom
          </Typography>
        </Box>
        {above}
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
          <Typography variant="h4" component="h1" ref={heading} tabIndex={-1} sx={{ fontSize: '1.25rem' }}>
            {title}
          </Typography>
          {lead !== undefined && <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>{lead}</Typography>}
        </Box>
        {children}
      </Box>
    </Box>
  );
}
