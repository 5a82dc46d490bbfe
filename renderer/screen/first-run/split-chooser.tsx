import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { shareLimit } from '../../../app/contract/instance.ts';
import { Field } from '../../component/field.tsx';
import { ShareDots } from './share-dots.tsx';
import type { Split } from './use-setup.ts';

const from = (least: number, most: number): number[] => Array.from({ length: most - least + 1 }, (_, at) => least + at);

/** What a split bears: how many can be lost, and how many must meet. */
export function splitSentence({ count, threshold }: Split): string {
  const spare = count - threshold;
  const loss = spare === 0 ? 'None may be lost' : `${spare} may be lost`;
  return `Any ${threshold} of ${count} together open the house; ${threshold - 1} tell nothing. ${loss}.`;
}

/** How many shares there are and how many open, as numbers and as dots. */
export function SplitChooser({ split, onChange }: { split: Split; onChange: (split: Split) => void }) {
  const setCount = (count: number) => onChange({ count, threshold: Math.min(split.threshold, count) });
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box sx={{ display: 'flex', gap: 4, alignItems: 'end', flexWrap: 'wrap' }}>
        <Amount label="Shares" value={split.count} choices={from(shareLimit.least, shareLimit.most)} onChange={setCount} />
        <Amount
          label="Needed to open"
          value={split.threshold}
          choices={from(shareLimit.least, split.count)}
          onChange={(threshold) => onChange({ ...split, threshold })}
        />
        <Box sx={{ pb: 2 }}>
          <ShareDots {...split} />
        </Box>
      </Box>
      <Typography variant="caption" role="status" sx={{ color: 'text.tertiary' }}>
        {splitSentence(split)}
      </Typography>
    </Box>
  );
}

function Amount({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: number;
  choices: readonly number[];
  onChange: (value: number) => void;
}) {
  return (
    <Box sx={{ width: 120 }}>
      <Field label={label}>
        {(control) => (
          <NativeSelect
            fullWidth
            value={value}
            onChange={(event) => onChange(Number(event.target.value))}
            input={<OutlinedInput />}
            inputProps={{ id: control.id }}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </Box>
  );
}
