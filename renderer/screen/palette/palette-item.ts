import type { OperationName } from '../../../app/contract/operation.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import type { Unavailability } from '../../component/unavailable.ts';
import type { ActionStore } from '../action/action-store.ts';
import { actionEntries, type ActionEntry, type ActionId, type Elsewhere } from '../action/catalogue.ts';
import type { Place } from '../frame/place.ts';

/** One thing that the palette can do. */
export interface PaletteItem {
  readonly id: string;
  readonly section: 'Places' | 'Actions' | 'Vaults' | 'Secrets' | 'Keys' | 'Not possible now';
  readonly name: string;
  /** Beside the name: the group of an action, the vault of a secret. */
  readonly aside?: string;
  /** As in component/shortcut.ts. */
  readonly keys?: string | undefined;
  /** Why it can't be done now. */
  readonly unavailable?: string | undefined;
  /** Set where it is for want of rights: shows the way to ask for them. */
  readonly onRefused?: (() => void) | undefined;
  readonly kind?: MeaningKind;
  readonly run: () => void;
}

interface Going {
  readonly go: (to: Elsewhere) => void;
  readonly goTo: (to: Place['to']) => void;
}

/** Whether one may do what an action needs, anywhere; and of values, whether any may be read. */
export interface PaletteRights {
  readonly may: (operation: OperationName) => Unavailability;
  readonly values: boolean;
  /** Whether what can't be done for want of rights is told at all. */
  readonly told: boolean;
}

type Entry = readonly [ActionId, ActionEntry];

/** What an action is now: as a screen offers it, or as the catalogue says where none does. Nothing where the person has no use for it. */
function actionItem([id, entry]: Entry, store: ActionStore, { going, rights }: { going: Going; rights: PaletteRights }): PaletteItem[] {
  const offer = store.find(id);
  const base = { id, section: 'Actions', name: entry.name, aside: entry.group, keys: entry.keys } as const;
  if (offer) return [{ ...base, unavailable: offer.unavailable, onRefused: offer.onRefused, run: offer.run }];
  if (entry.reveals && !rights.values) return [];
  const { otherwise, needs } = entry;
  const stop = needs === undefined ? undefined : rights.may(needs);
  if (stop?.unavailable !== undefined && !rights.told) return [];
  if (typeof otherwise === 'string') return [{ ...base, unavailable: otherwise, run: () => undefined }];
  return [{ ...base, ...stop, run: () => going.go(otherwise) }];
}

/** Every action but the palette's own. */
export function actionItems(store: ActionStore, going: Going, rights: PaletteRights): readonly PaletteItem[] {
  const items = actionEntries.filter(([id]) => id !== 'window.palette').flatMap((entry) => actionItem(entry, store, { going, rights }));
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
