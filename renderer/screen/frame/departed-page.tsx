import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { errorText, refusalText } from '../../api/error-text.ts';
import { EngineGone, type GoneReason } from '../../api/engine-gone.ts';
import { useShellState } from '../../api/shell-context.tsx';
import { Late } from '../../component/late.tsx';
import { Mark } from '../../component/mark.tsx';

/** What stays once the engine is gone, until the shell brings a new page: that it is gone, and why. */
export function DepartedPage() {
  const { departure, refusal } = useShellState();
  const gone = departure === undefined ? undefined : errorText(new EngineGone(departure));
  const text = refusal ? refusalText(refusal) : gone;
  if (!text) return null;
  return (
    <Box
      component="main"
      role="status"
      sx={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 4,
        p: 6,
        textAlign: 'center',
      }}
    >
      <Mark size={40} />
      <Typography variant="h1">{text.title}</Typography>
      {/* A locked house comes back by itself; only who waits longer is told what to do. */}
      <Late afterMs={isPassing(departure) ? 4000 : 0}>
        <Typography sx={{ color: 'text.secondary', maxWidth: '60ch' }}>{text.whatToDo}</Typography>
      </Late>
    </Box>
  );
}

const isPassing = (reason: GoneReason | undefined) => reason === 'locked' || reason === 'sealed';
