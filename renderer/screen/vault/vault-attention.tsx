import { useQuery } from '@tanstack/react-query';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyAttentionQuery } from '../../api/key-query.ts';
import { attentionQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { aboutKeys } from '../overview/about-key.ts';
import { AttentionList } from '../overview/attention-list.tsx';
import { aboutSecrets, worstFirst } from '../overview/attention.ts';

/** What needs attention in one vault, each number the way to its list; in a pool only keys can. */
export function VaultAttention({ of: { name: vault, tier } }: { of: Vault }) {
  const isPool = tier === 'managed-hsm';
  const now = useNow();
  const client = useClient();
  const secrets = useQuery({ ...attentionQuery(client, vault), enabled: !isPool });
  const keys = useQuery(keyAttentionQuery(client, vault));
  if ((secrets.isPending && !isPool) || keys.isPending) return null;
  const items = worstFirst([
    ...(secrets.data ? aboutSecrets(secrets.data, vault, now) : []),
    ...(keys.data ? aboutKeys(keys.data, vault, now) : []),
  ]);
  const unseen = [...(secrets.data || isPool ? [] : ['secrets']), ...(keys.data ? [] : ['keys'])];
  return (
    <Section title="Needs attention">
      {secrets.data || keys.data || isPool ? <AttentionList items={items} unseen={unseen} /> : <FailureBanner error={secrets.error} />}
    </Section>
  );
}
