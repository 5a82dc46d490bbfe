import ical, { ICalAlarmType, ICalEventRepeatingFreq, type ICalCalendar } from 'ical-generator';
import { dayMs } from '../../../app/contract/key.ts';
import { roundMs } from '../key/rotation.ts';
import type { Dated } from './dated.ts';

const alarmBeforeSeconds = 7 * 86_400;

interface Text {
  /** Of the event as long as it keeps its name, whatever its date: a calendar that reads the file again moves it. */
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** What is said seven days before; the house does by itself what has no alarm. */
  readonly alarm?: string;
}

function textOf(dated: Dated): Text {
  const { name } = dated;
  switch (dated.kind) {
    case 'secret':
      return {
        id: `${name}.${dated.vault}.secret@strongroom`,
        summary: `${name} expires`,
        description: `The secret ${name} of the vault ${dated.vault} expires. Set a new version before, or take it out of use.`,
        alarm: `${name} expires in 7 days`,
      };
    case 'key':
      return {
        id: `${name}.${dated.vault}.key@strongroom`,
        summary: `The key ${name} expires`,
        description: `The key ${name} of the vault ${dated.vault} expires. Rotate it before, or take it out of use.`,
        alarm: `The key ${name} expires in 7 days`,
      };
    case 'rotation':
      return {
        id: `${name}.${dated.vault}.key-rotation@strongroom`,
        summary: `The key ${name} is rotated`,
        description: `The house makes the next version of the key ${name} of the vault ${dated.vault}, as its rotation policy says.`,
      };
    case 'credential':
      return {
        id: `${dated.application}.credential@strongroom`,
        summary: `A credential of ${name} ends`,
        description: `The application ${name} can’t sign in by it any more. Add another before, and have it used.`,
        alarm: `A credential of ${name} ends in 7 days`,
      };
  }
}

/** @param now when it is made, milliseconds since 1970 */
function addEvent(calendar: ICalCalendar, dated: Dated, now: number): void {
  const { id, summary, description, alarm } = textOf(dated);
  const on = new Date(dated.on);
  const event = calendar.createEvent({ id: id.toLowerCase(), stamp: new Date(now), start: on, end: on, summary, description });
  if (alarm !== undefined) event.createAlarm({ type: ICalAlarmType.display, trigger: alarmBeforeSeconds, description: alarm });
  const round = dated.kind === 'rotation' && dated.of.policy ? roundMs(dated.of.policy) : undefined;
  // The ones after it, as the policy makes them.
  if (round !== undefined) event.repeating({ freq: ICalEventRepeatingFreq.DAILY, interval: round / dayMs });
}

/**
 * Dates as an iCalendar file (RFC 5545), in UTC. It holds names, never values.
 * @param dates of each rotation the next alone
 * @param now when it is made, milliseconds since 1970
 */
export function toCalendarFile(dates: readonly Dated[], now: number): string {
  const calendar = ical({ name: 'Strongroom', prodId: { company: 'Strongroom', product: 'Expiry calendar' } });
  for (const dated of dates) addEvent(calendar, dated, now);
  return calendar.toString();
}
