import Typography from '@mui/material/Typography';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { CopyButton } from '../../component/copy-button.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';

/** What is known about a secret besides its value. */
export function SecretFacts({ secret }: { secret: SecretProperties }) {
  return (
    <>
      <Section title="Attributes">
        <FactList>
          <Fact name="State">{secret.enabled ? <Meaning kind="ok">enabled</Meaning> : <Meaning kind="disabled">disabled</Meaning>}</Fact>
          <Fact name="Active from">{secret.notBefore === undefined ? 'at once' : <Moment time={secret.notBefore} />}</Fact>
          <Fact name="Expires">
            <Expiry expires={secret.expires} />
          </Fact>
          <Fact name="Content type">{secret.contentType ?? 'none'}</Fact>
          <Fact name="Changed">
            <Moment time={secret.createdOn} /> by {secret.createdBy}
          </Fact>
          <Fact name="After delete">recoverable for {secret.recoverableDays} days</Fact>
          <Fact name="Tags">
            <TagList tags={secret.tags} />
          </Fact>
        </FactList>
      </Section>
      <Section title="For applications" action={<CopyButton label="Copy URI" value={secret.id} />}>
        <Typography variant="mono" component="p" data-selectable sx={{ m: 0, color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {secret.id}
        </Typography>
        <Typography variant="caption" component="p" sx={{ m: 0, mt: 1, color: 'text.tertiary' }}>
          The address that applications will use. Nothing answers at it yet: this version has no endpoint.
        </Typography>
      </Section>
    </>
  );
}
