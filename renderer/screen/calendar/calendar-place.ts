import * as z from 'zod';

/** What stands in the calendar: when secrets and keys expire, when keys are rotated, when credentials of applications end. */
export const datedKind = z.enum(['secret', 'key', 'rotation', 'credential']);
export type DatedKind = z.infer<typeof datedKind>;

/** The search of `/calendar`: what it shows; everything that one may see where it is left out. */
export const calendarPlace = z.object({ show: z.array(datedKind).optional() });
export type CalendarPlace = z.infer<typeof calendarPlace>;

/** What the calendar is called where it shows these; all of it without. */
export const calendarTitle = (shown: readonly DatedKind[] = []): string =>
  shown.length === 1 && shown[0] === 'rotation' ? 'Rotation calendar' : 'Expiry calendar';
