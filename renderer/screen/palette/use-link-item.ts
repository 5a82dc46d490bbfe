import { useNavigate } from '@tanstack/react-router';
import { readLogLink } from '../log/log-link.ts';
import type { PaletteItem } from './palette-item.ts';

/** Longest text that the palette takes: links are longer than words. */
export const mostPaletteChars = 2000;

/** The place that a pasted link leads to; undefined where the text is no link. */
export function useLinkItem(text: string): PaletteItem | undefined {
  const navigate = useNavigate();
  const place = readLogLink(text);
  if (!place) return undefined;
  const name = place.record === undefined ? 'Open the log as the link says' : `Open record ${place.record.toLocaleString('en')} of the log`;
  return { id: 'link', section: 'Places', name, run: () => void navigate({ to: '/log', search: place }) };
}
