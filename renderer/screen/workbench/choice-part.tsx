import Box from '@mui/material/Box';
import { OneOfField } from '../../component/one-of-field.tsx';
import { operationText, specText, versionText } from '../key/key-text.ts';
import { keyState } from '../key/key-state.tsx';
import { useNow } from '../../component/now.ts';
import type { Workbench } from './use-workbench.ts';

/** What is done, by which algorithm, and with which version; what can't be says why. */
export function ChoicePart({ bench }: { bench: Workbench }) {
  const { task, operations, algorithms } = bench;
  const now = useNow();
  if (!task) return null;
  const versions = bench.versions.map((it) => {
    const { kind, word } = keyState(it, now);
    const marks = [it.current ? 'current' : '', kind === 'ok' ? '' : word].filter((mark) => mark !== '');
    return { value: it.version, label: [versionText(it.version), specText(it.spec), ...marks].join(' · ') };
  });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 4 }}>
      <OneOfField
        label="Operation"
        value={task.operation}
        options={operations.map(({ value, refused }) => ({ value, label: operationText[value].word, refused }))}
        onChange={bench.chooseOperation}
      />
      <OneOfField<string>
        label="Algorithm"
        value={task.algorithm}
        options={algorithms.map(({ value, refused }) => ({ value, label: value, refused }))}
        onChange={bench.chooseAlgorithm}
      />
      <Box sx={{ gridColumn: '1 / -1' }}>
        <OneOfField
          label="Version"
          value={bench.version ?? ''}
          hint={
            bench.version === undefined
              ? 'The code names the key alone: after a rotation it uses the new version.'
              : 'The code names this version, whatever is current.'
          }
          options={[{ value: '', label: 'Whichever is current' }, ...versions]}
          onChange={(version) => bench.chooseVersion(version === '' ? undefined : version)}
        />
      </Box>
    </Box>
  );
}
