import Box from '@mui/material/Box';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { dayText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { along, lifeOf, lifeText, type Life, type LifeRow } from './life.ts';

interface LifeLineProps {
  current: KeyProperties;
  /** From new to old. */
  versions: readonly KeyProperties[];
}

const width = 600;
const rowHeight = 18;
const top = 4;

/** When each version was made, holds and ends, today among them; the same in words. */
export function LifeLine({ current, versions }: LifeLineProps) {
  const now = useNow();
  const life = lifeOf(versions, now);
  const height = top * 2 + life.rows.length * rowHeight;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box
        component="svg"
        role="img"
        aria-label={versions.map((version) => lifeText(version, now)).join(' ')}
        viewBox={`0 0 ${width} ${height}`}
        sx={{ width: '100%', maxWidth: width, height: 'auto', display: 'block' }}
      >
        {life.rows.map((row, at) => (
          <Row key={row.version} life={life} row={row} y={top + at * rowHeight + rowHeight / 2} />
        ))}
        <Today life={life} height={height} />
        {life.rotatesOn !== undefined && <Rotation x={along(life, life.rotatesOn) * width} />}
      </Box>
      <Box
        aria-hidden="true"
        sx={{ display: 'flex', justifyContent: 'space-between', maxWidth: width, typography: 'caption', color: 'text.tertiary' }}
      >
        <span>{dayText(life.first)}</span>
        <span>{life.rotatesOn === undefined ? '│ today' : '│ today ◆ rotates'}</span>
        <span>{dayText(life.last)}</span>
      </Box>
      <Box sx={{ color: 'text.secondary' }}>{lifeText(current, now)}</Box>
    </Box>
  );
}

/** A version as a bar from activation to expiry, with a dot where it was made; what is disabled or over is hollow. */
function Row({ life, row, y }: { life: Life; row: LifeRow; y: number }) {
  const x = (time: number) => 6 + along(life, time) * (width - 12);
  const [from, until] = [x(row.from), row.until === undefined ? width : x(row.until)];
  const over = row.until !== undefined && row.until <= life.now;
  const filled = row.enabled && !over;
  return (
    <Box component="g" sx={{ color: row.current ? 'primary.main' : 'line.control' }}>
      <rect
        x={from}
        y={y - 4}
        width={Math.max(2, until - from)}
        height={8}
        rx={2}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeDasharray={row.enabled ? undefined : '3 2'}
      />
      <circle cx={x(row.made)} cy={y} r={5.5} fill="currentColor" />
      <Box component="circle" cx={x(row.made)} cy={y} r={3} fill="currentColor" sx={{ color: 'background.paper' }} />
    </Box>
  );
}

function Today({ life, height }: { life: Life; height: number }) {
  const x = 6 + along(life, life.now) * (width - 12);
  return (
    <Box component="g" sx={{ color: 'text.primary' }}>
      <line x1={x} x2={x} y1={0} y2={height} stroke="currentColor" strokeWidth={1.5} />
    </Box>
  );
}

function Rotation({ x }: { x: number }) {
  const y = top + rowHeight / 2;
  return (
    <Box component="g" sx={{ color: 'warning.main' }}>
      <path d={`M${x} ${y - 7}l6 7l-6 7l-6-7z`} fill="currentColor" />
    </Box>
  );
}
