import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { createLink } from '@tanstack/react-router';
import { Heard } from '../../component/heard.tsx';
import { measure } from '../../theme/token.ts';
import { useOpenRequests } from '../request/use-open-request.ts';
import type { Place } from './place.ts';
import { usePlaceGroups } from './use-place.ts';

const Anchor = styled('a')(({ theme }) => ({
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  height: 32,
  padding: '0 10px',
  margin: '0 8px',
  borderRadius: theme.shape.borderRadius,
  color: theme.vars.palette.text.secondary,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '&:hover': { color: theme.vars.palette.text.primary, background: theme.vars.palette.line.main },
  '&[aria-current="page"]': {
    overflow: 'visible',
    color: theme.vars.palette.text.primary,
    fontWeight: 600,
    background: theme.vars.palette.background.paper,
    boxShadow: `inset 0 0 0 1px ${theme.vars.palette.line.main}`,
    '&::before': {
      content: '""',
      position: 'absolute',
      left: -8,
      top: 4,
      bottom: 4,
      width: 3,
      borderRadius: '0 2px 2px 0',
      background: theme.vars.palette.primary.main,
    },
  },
}));

const Item = createLink(Anchor);

const Caption = styled('h2')(({ theme }) => ({
  ...theme.typography.overline,
  color: theme.vars.palette.text.tertiary,
  margin: 0,
  padding: '0 18px 4px',
}));

const Count = styled('span')(({ theme }) => ({
  marginLeft: 'auto',
  minWidth: 18,
  padding: '0 5px',
  borderRadius: 9,
  textAlign: 'center',
  fontSize: theme.typography.caption.fontSize,
  fontWeight: 600,
  color: theme.vars.palette.background.paper,
  background: theme.vars.palette.notice.main,
  // Over the icon where there is no room beside it.
  'a[data-collapsed] &': { position: 'absolute', top: 0, right: 0, minWidth: 16, padding: '0 3px' },
}));

/** The way to every place; icons alone when it is collapsed. */
export function Rail({ collapsed }: { collapsed: boolean }) {
  const groups = usePlaceGroups();
  const requests = useOpenRequests();
  return (
    <Box
      component="nav"
      aria-label="Places"
      sx={{
        width: collapsed ? measure.railCollapsed : measure.rail,
        flexShrink: 0,
        py: 2,
        overflowY: 'auto',
        overflowX: 'hidden',
        borderRight: 1,
        borderColor: 'line.main',
        bgcolor: 'background.default',
      }}
    >
      {groups.map((group, at) => (
        <Box key={group.caption ?? at} sx={at === 0 ? {} : { mt: 2, pt: 2, borderTop: 1, borderColor: 'line.main' }}>
          {group.caption !== undefined && !collapsed && <Caption>{group.caption}</Caption>}
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 0.5 }}>
            {group.places.map((place) => (
              <li key={place.to}>
                <RailItem place={place} collapsed={collapsed} count={place.counts && requests} />
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

interface RailItemProps {
  place: Place;
  collapsed: boolean;
  /** What waits there. */
  count: number | undefined;
}

function RailItem({ place, collapsed, count = 0 }: RailItemProps) {
  const Sign = place.icon;
  const name = count > 0 ? `${place.name} ${count} to decide` : place.name;
  const item = (
    <Item
      to={place.to}
      {...(collapsed ? { 'aria-label': name } : {})}
      data-collapsed={collapsed || undefined}
      sx={collapsed ? { justifyContent: 'center', padding: 0 } : {}}
    >
      <Sign aria-hidden="true" />
      {!collapsed && place.name}
      {count > 0 && (
        <Count data-figures>
          {count > 99 ? '99+' : count}
          <Heard>to decide</Heard>
        </Count>
      )}
    </Item>
  );
  return collapsed ? (
    <Tooltip title={name} placement="right" describeChild={false}>
      {item}
    </Tooltip>
  ) : (
    item
  );
}
