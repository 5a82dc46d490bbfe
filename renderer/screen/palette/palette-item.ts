import type { MeaningKind } from '../../component/meaning.tsx';
import type { ActionStore } from '../action/action-store.ts';
import { actionEntries, type ActionEntry, type ActionId, type Elsewhere } from '../action/catalogue.ts';
import type { Place } from '../frame/place.ts';

/** One thing that the palette can do. */
export interface PaletteItem {
  readonly id: string;
  readonly section: 'Places' | 'Actions' | 'Vaults' | 'Secrets' | 'Not possible now';
  readonly name: string;
  /** Beside the name: the group of an action, the vault of a secret. */
  readonly aside?: string;
  /** As in component/shortcut.ts. */
  readonly keys?: string | undefined;
  /** Why it can't be done now. */
  readonly unavailable?: string | undefined;
  readonly kind?: MeaningKind;
  readonly run: () => void;
}

interface Going {
  readonly go: (to: Elsewhere) => void;
  readonly goTo: (to: Place['to']) => void;
}

/** What an action is now: as a screen offers it, or as the catalogue says where none does. */
function actionItem([id, entry]: readonly [ActionId, ActionEntry], store: ActionStore, going: Going): PaletteItem {
  const offer = store.find(id);
  const base = { id, section: 'Actions', name: entry.name, aside: entry.group, keys: entry.keys } as const;
  if (offer) return { ...base, unavailable: offer.unavailable, run: offer.run };
  const { otherwise } = entry;
  if (typeof otherwise === 'string') return { ...base, unavailable: otherwise, run: () => undefined };
  return { ...base, run: () => going.go(otherwise) };
}

/** Every action but the palette's own. */
export function actionItems(store: ActionStore, going: Going): readonly PaletteItem[] {
  const items = actionEntries.filter(([id]) => id !== 'window.palette').map((entry) => actionItem(entry, store, going));
  return items.map((item) => (item.unavailable === undefined ? item : { ...item, section: 'Not possible now' }));
}

export const placeItems = (places: readonly Place[], { goTo }: Going): readonly PaletteItem[] =>
  places.map(({ to, name, key }) => ({
    id: `place ${to}`,
    section: 'Places',
    name: `Go to ${name}`,
    keys: key === undefined ? undefined : `g ${key}`,
    run: () => goTo(to),
  }));

/** Every word must begin a word of the name or its group; what begins so stands first. */
export function matching(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = ({ name, aside = '' }: PaletteItem) => {
    const parts = `${name} ${aside}`.toLowerCase().split(/\s+/);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const found = items.filter(fits);
  const first = (item: PaletteItem) => item.name.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(first), ...found.filter((item) => !first(item))];
}
