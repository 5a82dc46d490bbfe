import Box from '@mui/material/Box';
import { Heard } from './heard.tsx';

export interface Bar {
  /** What it counts, in words: `week of 23 Nov`. */
  readonly name: string;
  readonly count: number;
  /** Drawn in the colour of warning instead of action. */
  readonly urgent?: boolean;
}

interface BarChartProps {
  /** What is counted, for the table that is heard instead of seen. */
  label: string;
  /** What the first column of that table holds. */
  of: string;
  bars: readonly Bar[];
  /** Words under the left and right end. */
  ends: readonly [string, string];
}

const height = 72;
const step = 24;
const gap = 6;

/** A small chart of counts; who can't see it hears the same as a table. */
export function BarChart({ label, of, bars, ends }: BarChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const width = bars.length * step - gap;
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        sx={{ display: 'block', width: '100%', maxWidth: 640, height: 'auto', borderBottom: 1, borderColor: 'line.strong' }}
      >
        {bars.map((bar, at) => (
          <BarShape key={bar.name} bar={bar} x={at * step} tall={(bar.count / most) * (height - 12)} />
        ))}
      </Box>
      <Box
        aria-hidden="true"
        sx={{ display: 'flex', justifyContent: 'space-between', maxWidth: 640, mt: 1, typography: 'caption', color: 'text.tertiary' }}
      >
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </Box>
      <Heard>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">Count</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.name}>
                <th scope="row">{bar.name}</th>
                <td>{bar.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Heard>
    </Box>
  );
}

function BarShape({ bar, x, tall }: { bar: Bar; x: number; tall: number }) {
  // Something is never drawn as nothing.
  const drawn = bar.count === 0 ? 1 : Math.max(3, tall);
  const look = bar.count === 0 ? 'line.strong' : bar.urgent ? 'warning.main' : 'primary.main';
  return (
    <g>
      <title>{`${bar.name}: ${bar.count.toLocaleString('en')}`}</title>
      <Box component="rect" x={x} y={height - drawn} width={step - gap} height={drawn} sx={{ color: look, fill: 'currentColor' }} />
      {bar.count > 0 && (
        <Box
          component="text"
          x={x + (step - gap) / 2}
          y={height - drawn - 3}
          textAnchor="middle"
          sx={{ fontSize: 6.5, fill: 'currentColor', color: 'text.secondary' }}
        >
          {bar.count > 999 ? `${Math.floor(bar.count / 1000)}k` : bar.count}
        </Box>
      )}
    </g>
  );
}
