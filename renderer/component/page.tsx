import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface PageProps {
  title: string;
  /** A number or short fact beside the title. */
  count?: ReactNode;
  actions?: ReactNode;
  /** A second line of the head: filters, a chooser. */
  tools?: ReactNode;
  /** `fill` gives the body the whole room, for lists; `read` pads it and keeps a measure. */
  body?: 'fill' | 'read';
  children: ReactNode;
}

/**
 * One place of the console: its head, then its body. The title takes focus when the place changes, so that readers know where they are, unless a
 * field of the page took it.
 */
export function Page({ title, count, actions, tools, body = 'read', children }: PageProps) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const title = heading.current;
    if (title?.closest('section')?.contains(document.activeElement)) return;
    title?.focus({ preventScroll: true });
  }, []);
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{ display: 'flex', flexDirection: 'column', height: '100%', minWidth: 0, bgcolor: 'background.paper' }}
    >
      <Box component="header" sx={{ px: 4, pt: 3, pb: tools ? 2 : 3, borderBottom: 1, borderColor: 'line.main' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: 32, flexWrap: 'wrap' }}>
          <Typography id={titleId} variant="h1" ref={heading} tabIndex={-1}>
            {title}
          </Typography>
          {count !== undefined && (
            <Typography component="span" data-figures sx={{ color: 'text.tertiary' }}>
              {count}
            </Typography>
          )}
          <Box sx={{ flex: 1 }} />
          {actions}
        </Box>
        {tools && (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, pt: 2, overflowX: 'auto', p: '8px 4px 4px', mx: -1 }}>{tools}</Box>
        )}
      </Box>
      {body === 'fill' ? (
        <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
      ) : (
        <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 4, pt: 2, pb: 6 }}>
          <Box sx={{ maxWidth: 1120 }}>{children}</Box>
        </Box>
      )}
    </Box>
  );
}
