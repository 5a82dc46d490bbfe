import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SyntheticEvent } from 'react';
import type { Group, Membership } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { membershipCreate } from '../../api/person-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { DateTimeField, fromLocalText } from '../../component/date-time-field.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { PrincipalField, type Principal } from '../person/principal-field.tsx';

interface AddMemberPanelProps {
  group: Group;
  /** Who is in it so far. */
  members: readonly Membership[];
  onClose: () => void;
}

/** Puts people and groups into a group, for good or until a day. */
export function AddMemberPanel({ group, members, onClose }: AddMemberPanelProps) {
  const formId = useId();
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const { chosen, choose, add, refused, busy } = useAdding(group, onClose);
  const end = fromLocalText(until);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen.length > 0 && !busy) void add(end);
  };
  const inside = members.filter(({ through }) => through.length === 0).map(({ member }) => member.id);
  return (
    <SidePanel
      title={`Add members to ${visibleText(group.name)}`}
      open
      dirty={chosen.length > 0}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy}>
            Add
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={submit} style={{ display: 'contents' }}>
        {group.grants && <Banner kind="notice">Being in this group gives rights, so adding somebody needs the right to give them.</Banner>}
        <PrincipalField
          label="People and groups"
          hint="Who is in a group that is added is in this one too."
          kinds={['person', 'group']}
          without={[group.id, ...inside]}
          chosen={chosen}
          onChange={choose}
          error={tried && chosen.length === 0 ? 'Choose somebody first.' : undefined}
        />
        <DateTimeField label="Until" hint="Empty: until somebody takes them out." value={until} onChange={setUntil} />
        {refused && (
          <Banner kind="danger">
            {visibleText(refused.name)}: {errorSentence(refused.error)}
          </Banner>
        )}
      </form>
    </SidePanel>
  );
}

interface Refused {
  readonly name: string;
  readonly error: unknown;
}

/** Adds one after the other and stops at the first that is refused: who is in by then is no longer chosen. */
function useAdding(group: Group, onDone: () => void) {
  const say = useToast();
  const create = useMutation(membershipCreate(useClient()));
  const [chosen, setChosen] = useState<readonly Principal[]>([]);
  const [refused, setRefused] = useState<Refused>();
  const add = async (until: number | undefined) => {
    setRefused(undefined);
    for (const principal of chosen) {
      try {
        await create.mutateAsync({ group: group.id, member: principal.id, ...(until === undefined ? {} : { until }) });
      } catch (error) {
        return setRefused({ name: principal.name, error });
      }
      setChosen((before) => before.filter(({ id }) => id !== principal.id));
    }
    const [only] = chosen;
    const who = chosen.length === 1 && only ? visibleText(only.name) : countText(chosen.length, 'member');
    say({ text: `${who} ${chosen.length === 1 ? 'is' : 'are'} in ${visibleText(group.name)} now.` });
    return onDone();
  };
  return { chosen, choose: setChosen, add, refused, busy: create.isPending };
}
