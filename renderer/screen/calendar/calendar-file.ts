import ical, { ICalAlarmType } from 'ical-generator';
import type { SecretHit } from '../../../app/contract/search.ts';

const alarmBeforeSeconds = 7 * 86_400;

/**
 * The expiries of secrets as an iCalendar file (RFC 5545), in UTC, each with an alarm seven days before. An expiry keeps its UID for as
 * long as the secret keeps its name, so that a calendar that reads the file again moves it. It holds names, never values.
 * @param now when it is made, milliseconds since 1970
 */
export function toCalendarFile(secrets: readonly SecretHit[], now: number): string {
  const calendar = ical({ name: 'Expiry of secrets', prodId: { company: 'Strongroom', product: 'Expiry calendar' } });
  for (const { vault, name, expires } of secrets) {
    if (expires === undefined) continue;
    const event = calendar.createEvent({
      id: `${name}.${vault}.secret@strongroom`.toLowerCase(),
      stamp: new Date(now),
      start: new Date(expires),
      end: new Date(expires),
      summary: `${name} expires`,
      description: `The secret ${name} of the vault ${vault} expires. Set a new version before, or take it out of use.`,
    });
    event.createAlarm({ type: ICalAlarmType.display, trigger: alarmBeforeSeconds, description: `${name} expires in 7 days` });
  }
  return calendar.toString();
}
