import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { KeyProperties } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyUseQuery, keyVersionsQuery } from '../../api/key-query.ts';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { dayText } from '../../component/moment-text.ts';
import { NameLink } from '../../component/name-link.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { doneText, versionText } from './key-text.ts';
import { stillOnOld, usesByVersion, type UserUse, type VersionUse } from './version-use.ts';

/** Who used which version and when last, as the log knows it, and what it can't know. There for who may read the log. */
export function KeyUse({ of }: { of: KeyProperties }) {
  const { vault, name } = of;
  const may = useMay({ operation: 'KeyUseList', vault, name });
  const client = useClient();
  const { data, error } = useQuery({ ...keyUseQuery(client, { vault, name }), enabled: may.state === 'yes' });
  const versions = useInfiniteQuery(keyVersionsQuery(client, { vault, name })).data?.pages.flatMap((page) => page.items);
  if (may.state !== 'yes') return null;
  return (
    <Section
      title="Where it is used"
      action={
        <LinkButton to="/log" search={{ object: [`${vault} / ${name}`] }}>
          Show in the log
        </LinkButton>
      }
    >
      {error ? <FailureBanner error={error} /> : data ? <Uses of={of} versions={versions ?? [of]} uses={data} /> : <RowSkeleton rows={2} />}
    </Section>
  );
}

interface UsesProps {
  of: KeyProperties;
  /** From new to old. */
  versions: readonly KeyProperties[];
  uses: Output<'KeyUseList'>;
}

function Uses({ of, versions, uses: { items, since } }: UsesProps) {
  const uses = usesByVersion(
    items,
    versions.map(({ version }) => version),
  );
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      {uses.length === 0 ? (
        <Box>Nobody has used it since {dayText(since)}, as far as the log goes back.</Box>
      ) : (
        <>
          {uses.map((use) => (
            <VersionUsers key={use.version} use={use} word={use.version === of.version ? ', current' : ''} />
          ))}
          <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>The log goes back to {dayText(since)}.</Box>
        </>
      )}
      {of.publicKey && <Unknown />}
      {versions.length > 1 && <StillOld uses={stillOnOld(uses, of)} />}
    </Box>
  );
}

const Unknown = () => (
  <Box sx={{ color: 'text.secondary', maxWidth: '72ch' }}>
    Unknown: who encrypts, wraps and verifies with the public key. Libraries do that by themselves, and it leaves no trace here.
  </Box>
);

function StillOld({ uses }: { uses: readonly VersionUse[] }) {
  return (
    <Box component="section" aria-label="Still on an older version">
      <Box component="h3" sx={{ typography: 'h3', m: 0, mb: 1, color: 'text.secondary' }}>
        Still on an older version
      </Box>
      {uses.length === 0 ? (
        <Box sx={{ color: 'text.tertiary', maxWidth: '72ch' }}>
          Nobody has used an older version since the current one was made, as far as the log tells. Data that nobody has touched may still
          need them.
        </Box>
      ) : (
        uses.map((use) => <VersionUsers key={use.version} use={use} word="" />)
      )}
    </Box>
  );
}

function VersionUsers({ use: { version, users }, word }: { use: VersionUse; word: string }) {
  return (
    <Box>
      <Box sx={{ color: 'text.tertiary' }}>
        Version{' '}
        <Box component="span" sx={{ typography: 'mono' }}>
          {versionText(version)}
        </Box>
        {word}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {users.map((user) => (
          <Box component="li" key={user.identity.id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, minHeight: 24 }}>
            <Box sx={{ flex: 1, minWidth: 160 }}>
              <User user={user} />
            </Box>
            <Box data-figures sx={{ color: 'text.secondary' }}>
              {user.operations.map((it) => `${doneText(it)} ${countText(it.count, 'time')}`).join(', ')}, last <Moment time={user.lastOn} />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function User({ user: { identity } }: { user: UserUse }) {
  const name = <ForeignText>{identity.name}</ForeignText>;
  if (identity.kind !== 'application') return name;
  return (
    <NameLink to="/applications/$application" params={{ application: identity.id }}>
      {name}
    </NameLink>
  );
}
