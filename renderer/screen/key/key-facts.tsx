import { IconPencil } from '@tabler/icons-react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { useNow } from '../../component/now.ts';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';
import type { ActionProps } from '../action/use-action.ts';
import { KeyState } from './key-state.tsx';
import { originText, specText } from './key-text.ts';

/** What is known about a key's current version. */
export function KeyFacts({ of, edit }: { of: KeyProperties; edit: ActionProps }) {
  const now = useNow();
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
        <Fact name="State">
          <KeyState of={of} now={now} />
        </Fact>
        <Fact name="Type">
          {specText(of.spec)} ({of.type})
        </Fact>
        <Fact name="Active from">{of.notBefore === undefined ? 'at once' : <Moment time={of.notBefore} />}</Fact>
        <Fact name="Expires">
          <Expiry expires={of.expires} />
        </Fact>
        <Fact name="Outside them">nothing new is signed, encrypted or wrapped; decrypting, unwrapping and verifying still work</Fact>
        <Fact name="This version">
          {originText[of.origin]} <Moment time={of.createdOn} /> by <ForeignText>{of.createdBy}</ForeignText>
        </Fact>
        <Fact name="Leaves the house">
          {of.exportable ? 'wrapped, for environments that its release policy names' : 'never: it isn’t exportable'}
        </Fact>
        <Fact name="After delete">recoverable for {of.recoverableDays} days</Fact>
        <Fact name="Tags">
          <TagList tags={of.tags} />
        </Fact>
      </FactList>
    </Section>
  );
}
