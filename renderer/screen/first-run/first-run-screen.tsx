import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { instanceQuery } from '../../api/query.ts';
import { CalmPage } from '../unlock/calm-page.tsx';
import { DetailStep } from './detail-step.tsx';
import { DoneStep } from './done-step.tsx';
import { ProgressLine } from './progress-line.tsx';
import { ShareStep } from './share-step.tsx';
import { SlotStep } from './slot-step.tsx';
import { useFirstRun } from './use-first-run.ts';

const steps = ['Organisation and you', 'How it unlocks', 'Save the shares', 'Done'] as const;

const heads = [
  { title: 'Set up Strongroom', lead: 'Four steps, about two minutes. Everything stays on this computer.' },
  {
    title: 'How the house unlocks',
    lead: 'Whoever can unlock can read everything in the file, so choose at least two ways, and few people.',
  },
  {
    title: 'Save the recovery shares',
    lead: 'If the passphrase is ever forgotten, these open the house. Nobody, not even the makers of Strongroom, has another copy.',
  },
  { title: 'Done', lead: undefined },
] as const;

const nothingYet = 'Nothing exists yet: closing the window now leaves nothing behind.';
const sharesVoid = 'Nothing exists yet. If you close the window now, these shares open nothing and can be thrown away.';

/** Sets up an empty house: organisation and person, slots, shares, done. */
export function FirstRunScreen() {
  const client = useClient();
  const instance = useQuery(instanceQuery(client));
  const { setup, step, go, fact, shares, busy, error, prepare, create, leave } = useFirstRun();
  const head = heads[step];
  return (
    <CalmPage title={head.title} lead={head.lead} focusKey={step} width={720} above={<ProgressLine steps={steps} current={step} />}>
      {step === 0 && <DetailStep setup={setup} note={nothingYet} onNext={() => go(1)} />}
      {step === 1 && (
        <SlotStep
          setup={setup}
          keychain={instance.data?.keychain ?? 'absent'}
          busy={busy}
          error={error}
          note={nothingYet}
          onBack={() => go(0)}
          onNext={() => void prepare()}
        />
      )}
      {step === 2 && (
        <ShareStep
          setup={setup}
          shares={shares}
          fact={fact}
          busy={busy}
          error={error}
          note={fact ? sharesVoid : nothingYet}
          onBack={() => go(1)}
          onNext={() => void create()}
        />
      )}
      {step === 3 && (
        <DoneStep
          organisation={setup.detail.organisation.trim()}
          name={setup.detail.name.trim()}
          withShares={fact !== undefined}
          busy={busy}
          onSignIn={() => void leave()}
        />
      )}
    </CalmPage>
  );
}
