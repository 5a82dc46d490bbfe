import type { KeyGroup } from '../../component/key-map.tsx';
import { keyText } from '../../component/key-text.ts';
import { actionEntries } from '../action/catalogue.ts';
import type { Place } from './place.ts';

const goTo = (places: readonly Place[]) =>
  places.flatMap(({ key, name }): (readonly [string, string])[] => (key === undefined ? [] : [[keyText(`g ${key}`), name]]));

/** The keys of the catalogue's actions, of some groups or of all others. */
const keysOfGroups = (fits: (group: string) => boolean): (readonly [string, string])[] =>
  actionEntries.flatMap(([, { group, keys, name }]) => (keys !== undefined && fits(group) ? [[keyText(keys), name] as const] : []));

const ofWindow = (group: string) => group === 'Window' || group === 'List';

/** Every key that does something, as the map shows it. @param places those that the person has a use for */
export const keyGroupsFor = (places: readonly Place[]): readonly KeyGroup[] => [
  { title: 'Go to', keys: goTo(places) },
  {
    title: 'In a list',
    keys: [
      ['J or ↓', 'Next'],
      ['K or ↑', 'Previous'],
      ['Home', 'First'],
      ['End', 'Last'],
      ['Enter', 'Open, and go to it'],
      ['Esc', 'Close what is open, then clear the selection'],
      ['Space', 'Select'],
      ['Shift ↓', 'Select on'],
    ],
  },
  { title: 'Of what is chosen', keys: keysOfGroups((group) => !ofWindow(group)) },
  { title: 'Everywhere', keys: keysOfGroups(ofWindow) },
];
