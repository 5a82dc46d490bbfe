import type { Group, Membership } from '../../../app/contract/person.ts';
import { countText } from '../../component/count-text.ts';
import { visibleText } from '../../component/visible-text.ts';
import { JoinPanel } from '../person/join-panel.tsx';

interface AddMemberPanelProps {
  group: Group;
  /** Who is in it so far. */
  members: readonly Membership[];
  onClose: () => void;
}

/** Puts people, groups and applications into a group, for good or until a day. */
export function AddMemberPanel({ group, members, onClose }: AddMemberPanelProps) {
  const name = visibleText(group.name);
  const inside = members.filter(({ through }) => through.length === 0).map(({ member }) => member.id);
  return (
    <JoinPanel
      title={`Add members to ${name}`}
      label="People, groups and applications"
      hint="Who is in a group that is added is in this one too."
      kinds={['person', 'group', 'application']}
      without={[group.id, ...inside]}
      notice={group.grants ? 'Being in this group gives rights, so adding somebody needs the right to give them.' : undefined}
      placeOf={({ id }) => ({ group: group.id, member: id })}
      said={([first, ...others]) => {
        const who = first && others.length === 0 ? visibleText(first.name) : countText(others.length + 1, 'member');
        return `${who} ${others.length === 0 ? 'is' : 'are'} in ${name} now.`;
      }}
      onClose={onClose}
    />
  );
}
