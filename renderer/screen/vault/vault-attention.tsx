import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { attentionQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { AttentionList } from '../overview/attention-list.tsx';
import { aboutSecrets } from '../overview/attention.ts';

const nothing: readonly string[] = [];

/** What needs attention in one vault, each number the way to its list. */
export function VaultAttention({ vault }: { vault: string }) {
  const now = useNow();
  const { data, error } = useQuery(attentionQuery(useClient(), vault));
  if (!data && !error) return null;
  return (
    <Section title="Needs attention">
      {data ? <AttentionList items={aboutSecrets(data, vault, now)} unseen={nothing} /> : <FailureBanner error={error} />}
    </Section>
  );
}
