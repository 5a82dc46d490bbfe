import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import { assignment, type Assignment } from '../../../app/contract/access.ts';
import { fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { statesOf, type AccessPlace } from './access-place.ts';
import { ScopeSelect } from './scope-field.tsx';
import { tenantScope } from './scope.ts';

interface AccessFilterBarProps {
  place: AccessPlace;
  onPlace: (change: Partial<AccessPlace>) => void;
}

const states = assignment.shape.state.options;
const isState = (value: unknown): value is Assignment['state'] => states.some((state) => state === value);

const names: Readonly<Record<Assignment['state'], string>> = { 'in force': 'In force', 'to come': 'To come', ended: 'Ended' };

/** What is looked at, how, and as of when. */
export function AccessFilterBar({ place, onPlace }: AccessFilterBarProps) {
  const id = useId();
  return (
    <>
      <Box sx={{ width: 176, flexShrink: 0 }}>
        <ScopeSelect aria-label="What is looked at" value={place.scope ?? tenantScope} onChoose={(scope) => onPlace({ scope })} />
      </Box>
      <NativeSelect
        value={place.below ? 'below' : 'here'}
        onChange={(event) => onPlace({ below: event.target.value === 'below' || undefined })}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'Which assignments' }}
        sx={{ flexShrink: 0 }}
      >
        <option value="here">Here and above</option>
        <option value="below">Here and below</option>
      </NativeSelect>
      <NativeSelect
        value={place.people ? 'people' : 'holders'}
        onChange={(event) => onPlace({ people: event.target.value === 'people' || undefined })}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'Lines' }}
        sx={{ flexShrink: 0 }}
      >
        <option value="holders">Who it was given to</option>
        <option value="people">Each person and application</option>
      </NativeSelect>
      {place.at === undefined && (
        <ToggleButtonGroup
          aria-label="State"
          value={statesOf(place)}
          onChange={(_event, chosen: readonly unknown[]) => onPlace({ state: chosen.filter(isState) })}
          sx={{ flexShrink: 0 }}
        >
          {states.map((state) => (
            <ToggleButton key={state} value={state} sx={toggleLook}>
              {names[state]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      <Box component="label" htmlFor={id} sx={{ color: 'text.secondary', flexShrink: 0 }}>
        As of
      </Box>
      <OutlinedInput
        id={id}
        type="datetime-local"
        value={toLocalText(place.at)}
        onChange={(event) => onPlace({ at: fromLocalText(event.target.value) })}
        sx={{ flexShrink: 0 }}
      />
    </>
  );
}
