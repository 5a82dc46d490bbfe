import { exactText } from './moment-text.ts';
import { TextField } from './text-field.tsx';

/** The instant that a `datetime-local` control holds, in the person's zone; undefined while it is empty or half typed. */
export function fromLocalText(text: string): number | undefined {
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** What a `datetime-local` control shows for an instant, in the person's zone, to the minute. */
export function toLocalText(time: number | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

interface DateTimeFieldProps {
  label: string;
  hint: string;
  error?: string | undefined;
  /** As a `datetime-local` control holds it; empty for none. */
  value: string;
  onChange: (text: string) => void;
  /** Whether it can't be left empty. */
  required?: boolean;
}

/** A date and time in the person's zone; says under it what it is exactly, and in UTC. */
export function DateTimeField({ label, hint, error, value, onChange, required = false }: DateTimeFieldProps) {
  const time = fromLocalText(value);
  return (
    <TextField
      type="datetime-local"
      label={label}
      aside={required ? undefined : 'optional'}
      hint={time === undefined ? hint : exactText(time)}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
