import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import type { KeyOperation, KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyUpdate } from '../../api/key-mutation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Section } from '../../component/section.tsx';
import { Switch } from '../../component/switch.tsx';
import { useToast } from '../../component/toast.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { operationsOf, operationText } from './key-text.ts';

/** What the current version may be used for, each as a switch that says what it means. */
export function OperationSection({ of }: { of: KeyProperties }) {
  const { toggle, error, busy } = useToggle(of);
  const stop = useUnavailable(useMay({ operation: 'KeyUpdate', vault: of.vault, name: of.name }));
  const shown = [...operationsOf(of.spec.family), ...of.operations.filter((it) => !operationsOf(of.spec.family).includes(it))];
  return (
    <Section title="Permitted operations">
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: 3 }}>
        {shown.map((operation) => (
          <Switch
            key={operation}
            small
            label={operationText[operation].word}
            on={of.operations.includes(operation)}
            busy={busy === operation}
            {...stop}
            onPress={() => toggle(operation)}
          >
            {operationText[operation].hint}
          </Switch>
        ))}
      </Box>
      <FailureBanner error={error} />
    </Section>
  );
}

function useToggle(of: KeyProperties) {
  const say = useToast();
  const fail = useFailureToast();
  const { mutate, mutateAsync, error, isPending, variables } = useMutation(keyUpdate(useClient()));
  const { vault, name, version, revision, operations: before } = of;
  const toggle = (operation: KeyOperation) => {
    if (isPending) return;
    const on = !before.includes(operation);
    const operations = on ? [...before, operation] : before.filter((it) => it !== operation);
    const { word } = operationText[operation];
    mutate(
      { vault, name, version, revision, operations },
      {
        onSuccess: (now) =>
          say({
            text: `${word} is ${on ? 'permitted' : 'no longer permitted'} for ${name}.`,
            // By promise: when it is taken back, the detail may be gone.
            undo: () => void mutateAsync({ vault, name, version, revision: now.revision, operations: [...before] }).catch(fail),
          }),
      },
    );
  };
  const changed = isPending ? operationThatDiffers(before, variables?.operations ?? before) : undefined;
  return { toggle, error, busy: changed };
}

const operationThatDiffers = (before: readonly KeyOperation[], after: readonly KeyOperation[]): KeyOperation | undefined =>
  before.find((it) => !after.includes(it)) ?? after.find((it) => !before.includes(it));
