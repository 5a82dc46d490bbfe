import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { settingPut } from '../../api/mutation.ts';
import { instanceQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Field } from '../../component/field.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useToast } from '../../component/toast.tsx';
import { useLeave } from '../frame/leave.ts';
import { SealDecision } from '../frame/seal-decision.tsx';

const usual = [1, 2, 5, 10, 15, 30, 60];
const minutes = (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`;

/** When the window locks by itself, and sealing the house now. */
export function LockSection() {
  return (
    <>
      <Section title="Lock">
        <IdleMinutes />
      </Section>
      <Section title="Seal">
        <Seal />
      </Section>
    </>
  );
}

function IdleMinutes() {
  const client = useClient();
  const say = useToast();
  const { data } = useQuery(instanceQuery(client));
  const { mutate, error } = useMutation(settingPut(client));
  const { unavailable } = useUnavailable(useMay({ operation: 'SettingPut' }));
  if (!data) return null;
  const before = data.idleMinutes;
  const put = (idleMinutes: number, undo?: number) =>
    mutate(
      { idleMinutes },
      {
        onSuccess: () =>
          say({ text: `The window locks after ${minutes(idleMinutes)}.`, ...(undo === undefined ? {} : { undo: () => put(undo) }) }),
      },
    );
  const choices = [...new Set([...usual, before])].toSorted((a, b) => a - b);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, maxWidth: 480 }}>
      <Field label="Lock without input after" hint={unavailable ?? 'It locks at once, too, when the computer is locked or goes to sleep.'}>
        {(control) => (
          <Box sx={{ width: 160 }}>
            <NativeSelect
              fullWidth
              value={before}
              disabled={unavailable !== undefined}
              onChange={(event) => put(Number(event.target.value), before)}
              input={<OutlinedInput />}
              inputProps={{ ...control }}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {minutes(choice)}
                </option>
              ))}
            </NativeSelect>
          </Box>
        )}
      </Field>
      <FailureBanner error={error} />
    </Box>
  );
}

function Seal() {
  const { seal, sealing } = useLeave();
  const [deciding, setDeciding] = useState(false);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, alignItems: 'flex-start' }}>
      <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
        Locking puts this window away. Sealing goes further: the engine and everything beside it end, and no program holds a value, key,
        passphrase or share any more.
      </Typography>
      <ActionButton color="error" onClick={() => setDeciding(true)}>
        Seal now…
      </ActionButton>
      <SealDecision open={deciding} busy={sealing} onSeal={seal} onClose={() => setDeciding(false)} />
    </Box>
  );
}
