import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Membership } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { membershipQuery } from '../../api/person-query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { usePages } from './use-pages.ts';

/** The groups that somebody is in, directly or through others. */
export function MemberOf({ id, kind }: { id: string; kind: 'person' | 'group' }) {
  const { items, total, more, error } = usePages(useInfiniteQuery(membershipQuery(useClient(), { kind: 'member', id, nested: true })));
  const none = kind === 'person' ? 'In no group: only what is given to the person alone counts.' : 'In no other group.';
  return (
    <Section title={total === 0 ? 'Groups' : `In ${total.toLocaleString('en')} ${total === 1 ? 'group' : 'groups'}`}>
      <FailureBanner error={error} />
      {items?.length === 0 && <Box sx={{ color: 'text.tertiary' }}>{none}</Box>}
      {items && items.length > 0 && (
        <Box component="ul" aria-label="Groups" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {items.map((membership) => (
            <GroupLine key={`${membership.id} ${membership.group.id}`} membership={membership} />
          ))}
        </Box>
      )}
      {more && <Button onClick={more}>Show more</Button>}
    </Section>
  );
}

function GroupLine({ membership: { group, through, from, until, addedBy } }: { membership: Membership }) {
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
    </Box>
  );
}
