import type { SecretProperties } from '../../../app/contract/secret.ts';
import type { VaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { MeanwhileBanner } from '../../component/meanwhile-banner.tsx';
import { secretAttributes } from './secret-text.ts';

interface SecretMeanwhileProps {
  error: VaultError<'ChangedMeanwhile'>;
  /** What the person saw. */
  seen: SecretProperties;
  onSaveAgain: (now: SecretProperties) => void;
}

/** Somebody else changed the secret first. */
export function SecretMeanwhile(props: SecretMeanwhileProps) {
  const client = useClient();
  const { vault, name } = props.seen;
  const read = async () => (await client.call('SecretListVersions', { vault, name })).items;
  return <MeanwhileBanner {...props} read={read} own={secretAttributes} />;
}
