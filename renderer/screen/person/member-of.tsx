import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Membership } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { membershipQuery } from '../../api/person-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { Moment } from '../../component/moment.tsx';
import type { PrincipalKind } from '../../component/principal-sign.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { usePages } from '../../component/use-pages.ts';
import { AddToGroupPanel } from './add-to-group-panel.tsx';
import { TakeOutButton } from './take-out-button.tsx';

interface MemberOfProps {
  id: string;
  kind: PrincipalKind;
  /** What people read for them. */
  name: string;
}

const inNone: Readonly<Record<PrincipalKind, string>> = {
  person: 'In no group: only what is given to the person alone counts.',
  group: 'In no other group.',
  application: 'In no group: only what is given to it alone counts.',
};

/** The groups that somebody is in, directly or through others; more are added, and those that they are in directly left. */
export function MemberOf({ id, kind, name }: MemberOfProps) {
  const [adding, setAdding] = useState(false);
  const add = useUnavailable(useMay({ operation: 'MembershipCreate' }));
  const { items, total = 0, more, error } = usePages(useInfiniteQuery(membershipQuery(useClient(), { kind: 'member', id, nested: true })));
  return (
    <Section
      title={total === 0 ? 'Groups' : `In ${total.toLocaleString('en')} ${total === 1 ? 'group' : 'groups'}`}
      action={
        <ActionButton {...add} startIcon={<IconPlus />} onClick={() => setAdding(true)}>
          Add to groups
        </ActionButton>
      }
    >
      <FailureBanner error={error} />
      {items?.length === 0 && <Box sx={{ color: 'text.tertiary' }}>{inNone[kind]}</Box>}
      {items && items.length > 0 && (
        <Box component="ul" aria-label="Groups" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {items.map((membership) => (
            <GroupLine key={`${membership.id} ${membership.group.id}`} membership={membership} />
          ))}
        </Box>
      )}
      {more && <Button onClick={more}>Show more</Button>}
      {adding && <AddToGroupPanel id={id} name={name} places={items ?? []} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function GroupLine({ membership }: { membership: Membership }) {
  const { group, through, from, until, addedBy } = membership;
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 32, '& + &': { borderTop: 1, borderColor: 'line.main' } }}
    >
      <NameLink to="/groups/$group" params={{ group: group.id }}>
        <ForeignText>{group.name}</ForeignText>
      </NameLink>
      <Box sx={{ flex: 1, minWidth: 0, typography: 'caption', color: 'text.tertiary', overflowWrap: 'anywhere' }}>
        {through.length > 0 ? (
          `through ${through.map(({ name }) => name).join(' → ')}`
        ) : (
          <>
            since <Moment time={from} inList /> by <ForeignText>{addedBy}</ForeignText>
            {until !== undefined && (
              <>
                , until <Moment time={until} inList />
              </>
            )}
          </>
        )}
      </Box>
      {through.length === 0 && <TakeOutButton membership={membership} beside="group" />}
    </Box>
  );
}
