import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Group } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupQuery } from '../../api/person-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { PrincipalAccess } from '../access/principal-access.tsx';
import { useAction } from '../action/use-action.ts';
import { MemberOf } from '../person/member-of.tsx';
import { DeleteGroupDecision } from './delete-group-decision.tsx';
import { GroupPanel } from './group-panel.tsx';
import { MemberSection } from './member-section.tsx';

interface GroupDetailProps {
  id: string;
  takesFocus: boolean;
  onClose: () => void;
}

/** One group: who is in it, what it is in, what it gives. */
export function GroupDetail({ id, takesFocus, onClose }: GroupDetailProps) {
  const query = useQuery(groupQuery(useClient(), id));
  const group = query.data;
  return (
    <Detail
      title={group ? <ForeignText>{group.name}</ForeignText> : 'Group'}
      subject={id}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={group && <ForeignText>{group.description}</ForeignText>}
    >
      {query.error && !group ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {group ? (
        <>
          <GroupActions group={group} onGone={onClose} />
          {/* Moving through the list must not read the members of every group passed on the way. */}
          <Late afterMs={300}>
            <MemberSection group={group} />
            <MemberOf id={group.id} kind="group" name={group.name} />
            <PrincipalAccess principalId={group.id} kind="group" name={group.name} />
          </Late>
          <Section title="Group">
            <FactList>
              <Fact name="Created">
                <Moment time={group.createdOn} />
              </Fact>
              <Fact name="Id">
                <IdChip what="id" value={group.id} most={36} />
              </Fact>
            </FactList>
          </Section>
        </>
      ) : (
        !query.error && <RowSkeleton rows={4} />
      )}
    </Detail>
  );
}

function GroupActions({ group, onGone }: { group: Group; onGone: () => void }) {
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const edit = useAction('group.edit', { run: () => setOpen('edit'), may: useMay({ operation: 'GroupPut' }) });
  const remove = useAction('group.delete', { run: () => setOpen('delete'), may: useMay({ operation: 'GroupDelete' }) });
  const close = () => setOpen(undefined);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 3 }}>
      <ActionButton {...edit}>Edit</ActionButton>
      <Box sx={{ flex: 1 }} />
      <ActionButton {...remove} color="error">
        Delete…
      </ActionButton>
      {open === 'edit' && <GroupPanel group={group} onClose={close} />}
      {open === 'delete' && <DeleteGroupDecision group={group} onDeleted={onGone} onClose={close} />}
    </Box>
  );
}
