import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { membershipCreate } from '../../api/person-mutation.ts';
import { Banner } from '../../component/banner.tsx';
import { DateTimeField, fromLocalText } from '../../component/date-time-field.tsx';
import type { PrincipalKind } from '../../component/principal-sign.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { PrincipalField, type Principal } from './principal-field.tsx';

interface JoinPanelProps {
  title: string;
  /** What is chosen: members of a group, or groups of a member. */
  label: string;
  hint: string;
  kinds: readonly PrincipalKind[];
  without: readonly string[];
  /** What to know before. */
  notice?: string | undefined;
  /** Whom one that was chosen puts where. */
  placeOf: (chosen: Principal) => { readonly group: string; readonly member: string };
  /** What is said once all are in. */
  said: (chosen: readonly Principal[]) => string;
  onClose: () => void;
}

/** Puts members into groups, for good or until a day. */
export function JoinPanel({ title, label, hint, kinds, without, notice, onClose, ...rest }: JoinPanelProps) {
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const { chosen, choose, add, refused, busy } = useJoining({ ...rest, onClose });
  const end = fromLocalText(until);
  const submit = () => {
    setTried(true);
    if (chosen.length > 0 && !busy) void add(end);
  };
  return (
    <FormPanel title={title} verb="Add" busy={busy} dirty={chosen.length > 0} onClose={onClose} onSubmit={submit}>
      {notice !== undefined && <Banner kind="notice">{notice}</Banner>}
      <PrincipalField
        label={label}
        hint={hint}
        kinds={kinds}
        without={without}
        chosen={chosen}
        onChange={choose}
        error={tried && chosen.length === 0 ? 'Choose one first.' : undefined}
      />
      <DateTimeField label="Until" hint="Empty: until somebody takes them out." value={until} onChange={setUntil} />
      {refused && (
        <Banner kind="danger">
          {visibleText(refused.name)}: {errorSentence(refused.error)}
        </Banner>
      )}
    </FormPanel>
  );
}

interface Refused {
  readonly name: string;
  readonly error: unknown;
}

/** Adds one after the other and stops at the first that is refused: what is done by then is no longer chosen. */
function useJoining({ placeOf, said, onClose }: Pick<JoinPanelProps, 'placeOf' | 'said' | 'onClose'>) {
  const say = useToast();
  const create = useMutation(membershipCreate(useClient()));
  const [chosen, setChosen] = useState<readonly Principal[]>([]);
  const [refused, setRefused] = useState<Refused>();
  const add = async (until: number | undefined) => {
    setRefused(undefined);
    for (const principal of chosen) {
      try {
        await create.mutateAsync({ ...placeOf(principal), ...(until === undefined ? {} : { until }) });
      } catch (error) {
        return setRefused({ name: principal.name, error });
      }
      setChosen((before) => before.filter(({ id }) => id !== principal.id));
    }
    say({ text: said(chosen) });
    return onClose();
  };
  return { chosen, choose: setChosen, add, refused, busy: create.isPending };
}
