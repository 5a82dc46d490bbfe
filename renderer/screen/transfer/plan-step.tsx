import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { KeySpec } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyCreate } from '../../api/key-mutation.ts';
import { keyUseQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { CodeBlock } from '../../component/code-block.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { typeOf } from '../key/key-draft.ts';
import { specText, usualOperations } from '../key/key-text.ts';
import { Frame } from './frame.tsx';
import { rewrapPlan } from './rewrap-plan.ts';
import type { Choice } from './choice.ts';

interface PlanStepProps {
  title: string;
  choice: Choice;
  onBack: () => void;
  onClose: () => void;
}

/** Where a key can't move: a new one of its kind, and what has to be done until it has taken the old one's place. */
export function PlanStep({ title, choice: { object, vault, name }, onBack, onClose }: PlanStepProps) {
  const client = useClient();
  const { mutate, data: made, error, isPending } = useMutation(keyCreate(client));
  const of = object.key ?? { vault: '', name: '' };
  const may = useMay(object.key && { operation: 'KeyUseList', ...object.key });
  const uses = useQuery({ ...keyUseQuery(client, of), enabled: object.key !== undefined && may.state === 'yes' });
  const spec: KeySpec = object.spec ?? { family: 'RSA', bits: 3072 };
  const make = () =>
    mutate({
      vault,
      name,
      type: typeOf({ spec, hsm: true }),
      ...(spec.family === 'EC' ? { curve: spec.curve } : { bits: spec.bits }),
      operations: [...usualOperations(spec.family)],
      enabled: true,
      tags: {},
      expect: 'absent',
    });
  return (
    <Frame
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onBack}>Back</Button>
          {made ? (
            <Button variant="contained" color="primary" onClick={onClose}>
              Close
            </Button>
          ) : (
            <ActionButton variant="contained" color="primary" busy={isPending} onClick={make}>
              Make the new key
            </ActionButton>
          )}
        </>
      }
    >
      {made ? (
        <>
          <Banner kind="ok">
            {made.name} is made in the vault {made.vault}. What is left to do is yours: copy the plan.
          </Banner>
          <CodeBlock label="Plan" copy="Copy the plan" code={rewrapPlan({ old: object, made, uses: uses.data })} />
        </>
      ) : (
        <Box sx={{ maxWidth: '80ch' }}>
          The key itself stays where it is. A new one, {specText(spec)}, is made as {name} in the token of {vault}, and you get a plan: who
          uses the old one as far as the log knows, what has to be unwrapped with the old and wrapped with the new, and in which order.
        </Box>
      )}
      <FailureBanner error={error} />
    </Frame>
  );
}
