import { useInfiniteQuery } from '@tanstack/react-query';
import { assignmentListQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { countText } from '../../component/count-text.ts';

/** Roles shown by name; the rest is counted. */
const mostNamed = 5;

interface RoleLossProps {
  principal: string;
  /** Said until it is known which; nothing where that says nothing. */
  unknown: string | undefined;
  /** Said where there is no role. */
  none: string;
  /** What becomes of a role, after its name: `ends for everyone in it.` */
  end: string;
}

/** The roles of a principal's own that go with it, as items of a list. */
export function RoleLoss({ principal, unknown, none, end }: RoleLossProps) {
  const { data } = useInfiniteQuery(
    assignmentListQuery(useClient(), { scope: '/', reach: 'below', principal, state: ['in force', 'to come'] }),
  );
  const own = data?.pages.flatMap(({ items }) => items).filter(({ through }) => through.length === 0);
  if (own === undefined) return unknown === undefined ? null : <li>{unknown}</li>;
  if (own.length === 0) return <li>{none}</li>;
  return (
    <>
      {own.slice(0, mostNamed).map((it) => (
        <li key={it.id}>
          {it.role.name} on {it.scope === '/' ? 'everything' : it.place} {end}
        </li>
      ))}
      {own.length > mostNamed && <li>{countText(own.length - mostNamed, 'further role')} end too.</li>}
    </>
  );
}
