import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Group } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { membershipQuery } from '../../api/person-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { usePages } from '../../component/use-pages.ts';
import { useAction } from '../action/use-action.ts';
import { AddMemberPanel } from './add-member-panel.tsx';
import { MemberLines } from './member-line.tsx';
import { memberTree } from './member-tree.ts';

/** Who is in a group, directly and through the groups in it. */
export function MemberSection({ group }: { group: Group }) {
  const [adding, setAdding] = useState(false);
  const list = usePages(useInfiniteQuery(membershipQuery(useClient(), { kind: 'group', id: group.id, nested: true })));
  const { items, total = 0, more, error } = list;
  const tree = useMemo(() => memberTree(items ?? []), [items]);
  const add = useAction('group.add-member', { run: () => setAdding(true), may: useMay({ operation: 'MembershipCreate' }) });
  return (
    <Section
      title={titleOf(group.memberCount, total)}
      action={
        <ActionButton {...add} startIcon={<IconUserPlus />}>
          Add members
        </ActionButton>
      }
    >
      <FailureBanner error={error} />
      {!items && !error && <RowSkeleton rows={2} />}
      {items?.length === 0 && <Box sx={{ color: 'text.tertiary' }}>Nobody is in it.</Box>}
      {tree.length > 0 && (
        <Box component="ul" aria-label="Members" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          <MemberLines nodes={tree} depth={0} />
        </Box>
      )}
      {more && <Button onClick={more}>Show more</Button>}
      {adding && <AddMemberPanel group={group} members={items ?? []} onClose={() => setAdding(false)} />}
    </Section>
  );
}

/** @param direct in it by themselves @param total also through groups in it */
function titleOf(direct: number, total: number): string {
  if (direct === 0) return 'Members';
  const nested = total > direct ? `, ${total.toLocaleString('en')} with those of groups in it` : '';
  return `${direct.toLocaleString('en')} ${direct === 1 ? 'member' : 'members'}${nested}`;
}
