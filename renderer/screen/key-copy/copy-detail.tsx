import Box from '@mui/material/Box';
import type { CopyRow, CopySight } from '../../../app/contract/key-copy.ts';
import { ChoiceField } from '../../component/choice-field.tsx';
import { Detail } from '../../component/detail.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { PropertyDiff } from '../../component/property-diff-table.tsx';
import { Section } from '../../component/section.tsx';
import { type CopyChoice, isFree, isMade } from './copy-choice.ts';
import type { Asked } from './use-copy.ts';
import { keyAttributes, noteText, obstacleText, statusSentence, statusText } from './copy-text.ts';

interface CopyDetailProps {
  row: CopyRow;
  /** Between which vaults. */
  asked: Pick<Asked, 'source' | 'target'>;
  choice: CopyChoice;
  takesFocus: boolean;
  onMade: (made: boolean) => void;
  onClose: () => void;
}

/** One key: how both vaults have it, what would be made, and the choice about it. */
export function CopyDetail({ row, asked, choice, takesFocus, onMade, onClose }: CopyDetailProps) {
  const { kind, means } = statusText[row.status];
  return (
    <Detail title={<ForeignText>{row.name}</ForeignText>} subject={row.name} takesFocus={takesFocus} onClose={onClose}>
      <Section title="Comparison">
        <Meaning kind={kind}>{statusSentence(row)}</Meaning>
        <Box sx={{ color: 'text.secondary', mt: 1 }}>{row.obstacle === undefined ? means : obstacleText[row.obstacle]}</Box>
        {row.notes.map((note) => (
          <Box key={note} sx={{ mt: 2 }}>
            <Meaning kind="notice">{noteText(note)}</Meaning>
          </Box>
        ))}
      </Section>
      {isFree(row) && (
        <Section title="What is done">
          <ChoiceField
            label="This key"
            choices={choicesOf(row)}
            value={isMade(row, choice) ? 'make' : 'leave'}
            onChange={(it) => onMade(it === 'make')}
          />
        </Section>
      )}
      <Sights row={row} asked={asked} />
    </Detail>
  );
}

const choicesOf = ({ status }: CopyRow) =>
  [
    status === 'taken'
      ? {
          value: 'make',
          label: 'Make a new version',
          hint: 'It becomes the current one. What was made by older versions is still verified and decrypted by them.',
        }
      : { value: 'make', label: 'Make it', hint: 'A new key with these settings. Nothing that is there is overwritten.' },
    { value: 'leave', label: 'Leave it out', hint: 'Everything stays as it is.' },
  ] as const;

/** The settings side by side: with what is there, or else with what would be made. */
function Sights({ row: { source, target, made }, asked }: Pick<CopyDetailProps, 'row' | 'asked'>) {
  const wanted: CopySight | undefined = source && made && withMade(source, made);
  const pair = wanted && target ? ([target, wanted, asked.target, 'As it would be made'] as const) : undefined;
  const shown = pair ?? (source && wanted ? ([source, wanted, asked.source, 'As it would be made'] as const) : undefined);
  return (
    <>
      {shown && (
        <Section title="Settings">
          <PropertyDiff before={shown[0]} after={shown[1]} own={keyAttributes} titles={[shown[2], shown[3]]} />
        </Section>
      )}
      {source && target && (
        <Section title="Both vaults as they are">
          <PropertyDiff before={source} after={target} own={keyAttributes} titles={[asked.source, asked.target]} />
        </Section>
      )}
    </>
  );
}

/** What would be made: as the source, but for what is said otherwise. */
function withMade(source: CopySight, made: NonNullable<CopyRow['made']>): CopySight {
  const { notBefore: _from, expires: _until, policy: _policy, ...rest } = source;
  return { ...rest, ...made };
}
