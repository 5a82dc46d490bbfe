import { useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import { Banner } from '../../component/banner.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { Fingerprint } from './fingerprint.tsx';

export type Preview = Output<'ConsentPreview'>;

/** Whether the key that signed has to be compared: it was never seen here, or it is another than before. */
const isNewKey = ({ sameKey }: Preview): boolean => sameKey !== true;

/** What is decided by, and why it can't be decided yet. */
export function useConsentDraft(preview: Preview | undefined) {
  const [reason, setReason] = useState('');
  const [compared, setCompared] = useState(false);
  const mustCompare = preview !== undefined && isNewKey(preview);
  const stop = mustCompare && !compared ? 'Compare the fingerprint with what its maker says first.' : reasonStop(reason);
  return { reason: reason.trim(), written: reason, setReason, compared, setCompared, stop };
}

interface ConsentFormProps {
  preview: Preview;
  form: ReturnType<typeof useConsentDraft>;
}

/** Who made it, by what it signs in, what it will be able to do; and the consent. */
export function ConsentForm({ preview, form }: ConsentFormProps) {
  const maker = visibleText(preview.tenant);
  return (
    <>
      <Offered preview={preview} />
      <Meant preview={preview} maker={maker} />
      {isNewKey(preview) && (
        <CheckField
          label={`The fingerprint is what ${maker} says it is`}
          hint="Ask them on another way than the offer came, best by voice. Whoever has that key decides by which certificates the application signs in."
          checked={form.compared}
          onChange={form.setCompared}
        />
      )}
      <ReasonField value={form.written} onChange={form.setReason} />
    </>
  );
}

function Offered({ preview: { name, description, tenant, tenantId, clientId, fingerprint, certificates } }: { preview: Preview }) {
  return (
    <FactList>
      <Fact name="Application">
        <ForeignText>{name}</ForeignText>
      </Fact>
      {description !== '' && (
        <Fact name="What it is for">
          <ForeignText>{description}</ForeignText>
        </Fact>
      )}
      <Fact name="Made by">
        <ForeignText>{tenant}</ForeignText>
      </Fact>
      <Fact name="Its tenant id">
        <IdChip what="tenant id of its maker" value={tenantId} most={36} />
      </Fact>
      <Fact name="Client id">
        <IdChip what="client id" value={clientId} most={36} />
      </Fact>
      <Fact name="Fingerprint">
        <Fingerprint value={fingerprint} />
      </Fact>
      <Fact name="Certificates">
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {certificates.map(({ hint, until }) => (
            <li key={hint}>
              <Fingerprint value={hint} /> <Expiry expires={until} />
            </li>
          ))}
        </ul>
      </Fact>
    </FactList>
  );
}

function Meant({ preview: { standing, sameKey }, maker }: { preview: Preview; maker: string }) {
  if (!standing)
    return (
      <Banner kind="notice">
        It will be able to do nothing until somebody here gives it a role. Then it may do what that role says, every request stands in the
        log, and you can take the consent back at any time.
      </Banner>
    );
  if (sameKey === true)
    return (
      <Banner kind="notice">It is here already, and the same key signed this offer. Its certificates are replaced; its roles stay.</Banner>
    );
  return (
    <Banner kind="danger">
      It is here already, but another key signed this offer than the one before. Whoever sent it may not be {maker}.
    </Banner>
  );
}
