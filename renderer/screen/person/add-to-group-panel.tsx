import type { Membership } from '../../../app/contract/person.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import { JoinPanel } from './join-panel.tsx';

interface AddToGroupPanelProps {
  /** Who is put into groups: a person, an application or a group. */
  id: string;
  /** What people read for them. */
  name: string;
  /** What they are in so far. */
  places: readonly Membership[];
  onClose: () => void;
}

/** Puts one member into groups, for good or until a day. */
export function AddToGroupPanel({ id, name, places, onClose }: AddToGroupPanelProps) {
  const who = visibleText(name);
  const direct = places.filter(({ through }) => through.length === 0).map(({ group }) => group.id);
  return (
    <JoinPanel
      title={`Add ${who} to groups`}
      label="Groups"
      hint="Where a group gives rights, adding somebody to it needs the right to give them."
      kinds={['group']}
      without={[id, ...direct]}
      placeOf={(group) => ({ group: group.id, member: id })}
      said={([first, ...others]) =>
        `${who} is in ${first && others.length === 0 ? visibleText(first.name) : countText(others.length + 1, 'group')} now.`
      }
      onClose={onClose}
    />
  );
}
