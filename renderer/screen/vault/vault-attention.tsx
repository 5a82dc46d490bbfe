import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { keyAttentionQuery } from '../../api/key-query.ts';
import { attentionQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { aboutKeys } from '../overview/about-key.ts';
import { AttentionList } from '../overview/attention-list.tsx';
import { aboutSecrets, worstFirst } from '../overview/attention.ts';

/** What needs attention in one vault, each number the way to its list. */
export function VaultAttention({ vault }: { vault: string }) {
  const now = useNow();
  const client = useClient();
  const secrets = useQuery(attentionQuery(client, vault));
  const keys = useQuery(keyAttentionQuery(client, vault));
  if (secrets.isPending || keys.isPending) return null;
  const items = worstFirst([
    ...(secrets.data ? aboutSecrets(secrets.data, vault, now) : []),
    ...(keys.data ? aboutKeys(keys.data, vault, now) : []),
  ]);
  const unseen = [...(secrets.data ? [] : ['secrets']), ...(keys.data ? [] : ['keys'])];
  return (
    <Section title="Needs attention">
      {secrets.data || keys.data ? <AttentionList items={items} unseen={unseen} /> : <FailureBanner error={secrets.error} />}
    </Section>
  );
}
