import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties, RotationPolicy } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyPolicySet } from '../../api/key-mutation.ts';
import { keyPolicyQuery } from '../../api/key-query.ts';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { ComingList } from './coming-list.tsx';
import { comingDates, rotationProblems, toPolicy, toRotationDraft, type RotationDraft } from './rotation.ts';

interface RotationPanelProps {
  of: KeyProperties;
  onClose: () => void;
}

/** When new versions are made and how long they hold, with the dates that this brings shown before it is saved. */
export function RotationPanel({ of, onClose }: RotationPanelProps) {
  const { vault, name } = of;
  const { data, error, refetch } = useQuery(keyPolicyQuery(useClient(), { vault, name }));
  if (data) return <PolicyForm of={of} standing={data} onClose={onClose} />;
  return (
    <SidePanel title={`Rotation of ${name}`} open dirty={false} onClose={onClose} actions={null}>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : <RowSkeleton rows={3} />}
    </SidePanel>
  );
}

const ways = [
  { value: 'never', label: 'Not by itself', hint: 'New versions are made by hand alone.' },
  { value: 'creation', label: 'Some time after a version was made', hint: 'The usual way: nothing else is needed.' },
  { value: 'expiry', label: 'Some time before a version expires', hint: 'New versions need an expiry, and so does the current one.' },
] as const;

function PolicyForm({ of, standing, onClose }: RotationPanelProps & { standing: RotationPolicy }) {
  const form = usePolicyForm(of, standing, onClose);
  const { draft, change, problems } = form;
  return (
    <FormPanel title={`Rotation of ${of.name}`} verb="Save" busy={form.busy} dirty={form.dirty} onClose={onClose} onSubmit={form.save}>
      <ChoiceField label="Make a new version" choices={ways} value={draft.rotate} onChange={(rotate) => change({ rotate })} />
      {draft.rotate !== 'never' && (
        <DayField
          label={draft.rotate === 'creation' ? 'Days after it was made' : 'Days before it expires'}
          hint="From 7 days on."
          value={draft.rotateDays}
          onChange={(rotateDays) => change({ rotateDays })}
          error={problems.rotateDays}
        />
      )}
      <DayField
        label="New versions expire after, in days"
        hint="From 28 days on; empty: never."
        value={draft.expiryDays}
        onChange={(expiryDays) => change({ expiryDays })}
        error={problems.expiryDays}
      />
      <DayField
        label="Tell people, in days before expiry"
        hint="From 7 days on; empty: nobody is told."
        value={draft.notifyDays}
        onChange={(notifyDays) => change({ notifyDays })}
        error={problems.notifyDays}
      />
      <Preview of={of} draft={draft} />
      <FailureBanner error={form.error} />
    </FormPanel>
  );
}

function usePolicyForm({ vault, name }: KeyProperties, standing: RotationPolicy, onClose: () => void) {
  const say = useToast();
  const [first] = useState(() => toRotationDraft(standing));
  const [draft, setDraft] = useState(first);
  const { mutate, error, isPending } = useMutation(keyPolicySet(useClient()));
  const problems = rotationProblems(draft);
  const save = () => {
    if (Object.keys(problems).length > 0) return;
    mutate(
      { vault, name, policy: toPolicy(draft) },
      {
        onSuccess: () => {
          say({ text: `The rotation policy of ${name} is saved.` });
          onClose();
        },
      },
    );
  };
  const change = (part: Partial<RotationDraft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, change, problems, dirty: draft !== first, save, error, busy: isPending };
}

interface DayFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

function DayField({ label, hint, value, onChange, error }: DayFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      inputProps={{ inputMode: 'numeric', maxLength: 6 }}
      sx={{ width: 160 }}
    />
  );
}

/** What would come of it. */
function Preview({ of, draft }: { of: KeyProperties; draft: RotationDraft }) {
  const now = useNow();
  const policy = toPolicy(draft);
  const coming = Object.keys(rotationProblems(draft)).length > 0 ? undefined : comingDates(policy, of, now);
  const needsExpiry = of.expires === undefined && (policy.rotate?.from === 'expiry' || policy.notifyDays !== undefined);
  return (
    <Box component="section" aria-label="What comes of it" sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Box sx={{ fontWeight: 500 }}>What comes of it</Box>
      {coming === undefined ? (
        <Box sx={{ color: 'text.tertiary' }}>The dates are shown once the fields above fit together.</Box>
      ) : coming.length === 0 ? (
        <Box sx={{ color: 'text.tertiary' }}>Nothing happens by itself.</Box>
      ) : (
        <ComingList coming={coming} />
      )}
      {needsExpiry && (
        <Banner kind="notice">
          The current version never expires, so nothing is counted back from its expiry. Give it one, or rotate it once by hand.
        </Banner>
      )}
    </Box>
  );
}
