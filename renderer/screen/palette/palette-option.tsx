import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { IconArrowRight, IconAsterisk, IconBolt, IconBuildingBank, IconKey, type Icon } from '@tabler/icons-react';
import { ForeignText } from '../../component/foreign-text.tsx';
import { KeyCap } from '../../component/key-cap.tsx';
import { keyText } from '../../component/key-text.ts';
import type { PaletteItem } from './palette-item.ts';

const Option = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 36,
  padding: '4px 12px',
  borderRadius: theme.shape.borderRadius,
  cursor: 'pointer',
  '& .tabler-icon': { color: theme.vars.palette.text.tertiary },
  '&[aria-selected="true"]': {
    background: theme.vars.palette.primary.quiet,
    boxShadow: `inset 3px 0 ${theme.vars.palette.primary.main}`,
  },
  '&[aria-disabled="true"]': { cursor: 'default' },
}));

const signs: Readonly<Record<PaletteItem['section'], Icon>> = {
  Places: IconArrowRight,
  Actions: IconBolt,
  Vaults: IconBuildingBank,
  Secrets: IconAsterisk,
  Keys: IconKey,
  'Not possible now': IconBolt,
};

interface PaletteOptionProps {
  id: string;
  item: PaletteItem;
  /** Whether its section begins here. */
  headed: boolean;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** One thing that the palette can do, with its keys, or with the reason why it can't. */
export function PaletteOption({ id, item, headed, active, onPoint, onChoose }: PaletteOptionProps) {
  const Sign = signs[item.section];
  const stopped = item.unavailable !== undefined;
  return (
    <>
      {headed && (
        <Box role="presentation" sx={{ typography: 'overline', color: 'text.tertiary', px: 3, pt: 2, pb: 1 }}>
          {item.section}
        </Box>
      )}
      <Option id={id} role="option" aria-selected={active} aria-disabled={stopped || undefined} onMouseMove={onPoint} onClick={onChoose}>
        <Sign aria-hidden="true" />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box component="span" sx={{ color: stopped ? 'text.tertiary' : 'text.primary', fontWeight: 500, overflowWrap: 'anywhere' }}>
            <ForeignText>{item.name}</ForeignText>
          </Box>
          {item.aside !== undefined && item.section !== 'Actions' && !stopped && (
            <Box component="span" sx={{ color: 'text.tertiary', ml: 2 }}>
              <ForeignText>{item.aside}</ForeignText>
            </Box>
          )}
          {stopped && <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>{item.unavailable}</Box>}
        </Box>
        {item.keys !== undefined && <Keys keys={item.keys} />}
      </Option>
    </>
  );
}

function Keys({ keys }: { keys: string }) {
  return (
    <Box component="span" sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'text.tertiary', flexShrink: 0 }}>
      {keyText(keys)
        .split(' ')
        .map((key, at) => (key === 'then' ? <span key={at}>then</span> : <KeyCap key={at}>{key}</KeyCap>))}
    </Box>
  );
}
