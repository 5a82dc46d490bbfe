import type { KeyGroup } from '../../component/key-map.tsx';
import { places } from './place.ts';

const goTo = places.flatMap(({ key, name }): (readonly [string, string])[] =>
  key === undefined ? [] : [[`G then ${key.toUpperCase()}`, name]],
);

/** Every key that does something, as the map shows it. */
export const keyGroups: readonly KeyGroup[] = [
  { title: 'Go to', keys: goTo },
  {
    title: 'In a list',
    keys: [
      ['J or ↓', 'Next'],
      ['K or ↑', 'Previous'],
      ['Home', 'First'],
      ['End', 'Last'],
      ['Enter', 'Open, and go to it'],
      ['Esc', 'Close what is open'],
      ['N', 'New'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl L', 'Lock'],
      ['Ctrl B', 'Names or icons in the rail'],
      ['?', 'This map'],
    ],
  },
];
