import Box from '@mui/material/Box';
import { IconAppWindow, IconAsterisk, IconSquareRotatedFilled, IconKey, type Icon } from '@tabler/icons-react';
import { expiryState } from '../../component/expiry-state.ts';
import type { DatedKind } from './calendar-place.ts';
import type { Dated } from './dated.ts';

const shapes: Readonly<Record<DatedKind, Icon>> = {
  secret: IconAsterisk,
  key: IconKey,
  // As the life line of a key draws it.
  rotation: IconSquareRotatedFilled,
  credential: IconAppWindow,
};

const colour = { expired: 'danger.main', near: 'warning.main', soon: 'notice.main', fine: 'text.secondary' } as const;

/** Ends look as near as they are; what the house does by itself looks calm, until it is overdue. */
export const colourOf = (dated: Dated, now: number): string =>
  dated.kind === 'rotation' ? (dated.next === 'overdue' ? 'warning.main' : 'text.secondary') : colour[expiryState(dated.on, now)];

/** The shape of what falls on a day; its word stands beside it. */
export function DatedMark({ kind }: { kind: DatedKind }) {
  const Shape = shapes[kind];
  return <Box component={Shape} aria-hidden="true" sx={{ width: 13, height: 13, flexShrink: 0 }} />;
}
