import Box from '@mui/material/Box';
import { IconAppWindow, IconUser, IconUsersGroup, type Icon } from '@tabler/icons-react';
import type { Assignment } from '../../app/contract/access.ts';

/** Who can hold a role. */
export type PrincipalKind = Assignment['principal']['kind'];

const signs: Readonly<Record<PrincipalKind, Icon>> = { person: IconUser, group: IconUsersGroup, application: IconAppWindow };

/** A person, a group or an application, as a sign that says which; the name stands beside it. */
export function PrincipalSign({ kind }: { kind: PrincipalKind }) {
  return <Box component={signs[kind]} role="img" aria-label={kind} sx={{ width: 16, height: 16, flexShrink: 0, color: 'text.tertiary' }} />;
}
