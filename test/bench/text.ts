import type { Table } from './part.ts';
import type { Ratio } from './stat.ts';

/** A duration in the unit that suits it. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  return milliseconds < 100 ? `${milliseconds.toFixed(2)} ms` : `${milliseconds.toFixed(0)} ms`;
}

export const times = (ratio: Ratio): string => `${factor(ratio.median)} (${factor(ratio.low)}–${factor(ratio.high)})`;

export const factor = (value: number): string => `×${value.toFixed(value < 10 ? 2 : 1)}`;

export const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** Columns side by side: text to the left, numbers to the right. */
export function tableText({ title, head, rows }: Table): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, column))
      .join('  ')
      .trimEnd();
  return [title, line(head), ...rows.map(line)].map((text, at) => (at === 0 ? text : `  ${text}`)).join('\n');
}

const pad = (text: string, width: number, column: number): string => (column === 0 ? text.padEnd(width) : text.padStart(width));
