import { IconPencil } from '@tabler/icons-react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';
import type { ActionProps } from '../action/use-action.ts';
import { useEnforced } from './use-enforced.ts';

interface SecretFactsProps {
  secret: SecretProperties;
  edit: ActionProps;
}

/** What is known about a secret besides its value. */
export function SecretFacts({ secret, edit }: SecretFactsProps) {
  const enforced = useEnforced(secret.vault);
  return (
    <Section
      title="Attributes"
      action={
        <ActionButton {...edit} startIcon={<IconPencil />}>
          Edit
        </ActionButton>
      }
    >
      <FactList>
        <Fact name="State">{secret.enabled ? <Meaning kind="ok">enabled</Meaning> : <Meaning kind="disabled">disabled</Meaning>}</Fact>
        <Fact name="Active from">{secret.notBefore === undefined ? 'at once' : <Moment time={secret.notBefore} />}</Fact>
        <Fact name="Expires">
          <Expiry expires={secret.expires} />
        </Fact>
        {enforced !== undefined && (
          <Fact name="Enforced">{enforced ? 'no read before activation or after expiry' : 'no: the dates are told, not enforced'}</Fact>
        )}
        <Fact name="Content type">{secret.contentType === undefined ? 'none' : <ForeignText>{secret.contentType}</ForeignText>}</Fact>
        <Fact name="Changed">
          <Moment time={secret.createdOn} /> by <ForeignText>{secret.createdBy}</ForeignText>
        </Fact>
        <Fact name="After delete">recoverable for {secret.recoverableDays} days</Fact>
        <Fact name="Tags">
          <TagList tags={secret.tags} />
        </Fact>
      </FactList>
    </Section>
  );
}
