import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LogRow } from '../../../app/contract/log.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { logListQuery, sessionQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { IdentityName } from '../log/identity-name.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';

/** Every question to the log is recorded, so none is asked about what one only passes by. */
const restMs = 700;
const shownReaders = 5;

/** Who read the secret lately, from the log, for who may read of it there. */
export function SecretUse({ secret }: { secret: SecretProperties }) {
  const scope = useLogScope(secret.vault);
  return scope === undefined ? null : <Use secret={secret} scope={scope} />;
}

/** The scope at which the person may read the log of a vault; undefined where at none. */
function useLogScope(vault: string): string | undefined {
  const scopes = useQuery(sessionQuery(useClient())).data?.logScopes;
  const { vaults } = useVaultList();
  const at = vaults?.find(({ name }) => name.toLowerCase() === vault.toLowerCase())?.resourceId.toLowerCase();
  return scopes?.find((scope) => scope === '/' || at === scope.toLowerCase() || at?.startsWith(`${scope.toLowerCase()}/`));
}

function Use({ secret, scope }: { secret: SecretProperties; scope: string }) {
  const text = `${secret.vault} / ${secret.name}`;
  const rested = useRested(text);
  const { data, error } = useInfiniteQuery({
    ...logListQuery(useClient(), { operation: ['SecretGet'], text }, scope),
    enabled: rested,
    staleTime: 30_000,
  });
  // The log looks for a part of the name: `db` is part of `db-password` too.
  const reads = data?.pages.flatMap(({ rows }) => rows).filter((row) => row.object.toLowerCase() === text.toLowerCase());
  return (
    <Section
      title="Used by"
      action={
        <LinkButton to="/log" search={{ object: [text], operation: ['SecretGet'], ...(scope === '/' ? {} : { scope }) }}>
          Show in the log
        </LinkButton>
      }
    >
      {error ? <FailureBanner error={error} /> : reads ? <Readers reads={reads} /> : <RowSkeleton rows={1} />}
    </Section>
  );
}

function useRested(subject: string): boolean {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(subject), restMs);
    return () => clearTimeout(timer);
  }, [subject]);
  return rested === subject;
}

interface Reader extends Pick<LogRow, 'identity' | 'identityId' | 'door'> {
  readonly lastOn: number;
  readonly count: number;
}

/** Whoever read it, the last first. Refused and failed reads are no use. */
export function readersOf(reads: readonly LogRow[]): readonly Reader[] {
  const found = new Map<string, Reader>();
  for (const { identity, identityId, door, time, result } of reads) {
    if (result !== 'succeeded') continue;
    const before = found.get(identity);
    found.set(identity, { identity, identityId, door, lastOn: Math.max(time, before?.lastOn ?? 0), count: (before?.count ?? 0) + 1 });
  }
  return [...found.values()].toSorted((a, b) => b.lastOn - a.lastOn);
}

function Readers({ reads }: { reads: readonly LogRow[] }) {
  const readers = readersOf(reads);
  if (readers.length === 0) return <Box sx={{ color: 'text.tertiary' }}>Nobody has read it, as far as the log of today tells.</Box>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {readers.slice(0, shownReaders).map(({ lastOn, count, ...reader }) => (
        <Box component="li" key={reader.identity} sx={{ display: 'flex', gap: 3, minHeight: 24 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <IdentityName row={reader} />
          </Box>
          <Box data-figures sx={{ color: 'text.tertiary' }}>
            {count === 1 ? '1 read' : `${count.toLocaleString('en')} reads`}, last <Moment time={lastOn} />
          </Box>
        </Box>
      ))}
      {readers.length > shownReaders && <Box sx={{ color: 'text.tertiary' }}>and {readers.length - shownReaders} more</Box>}
    </Box>
  );
}
