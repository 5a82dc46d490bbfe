import Box from '@mui/material/Box';
import type { Output } from '../../../app/contract/operation.ts';
import { Banner } from '../../component/banner.tsx';
import { obstacleText, wayText } from './transfer-text.ts';

type Check = Output<'KeyTransferCheck'>;

/** Whether a key can move, and what stands against it. */
export function CheckView({ check: { obstacles, wraps, unwraps, hash, exchange } }: { check: Check }) {
  if (obstacles.length > 0) {
    return (
      <Banner kind="warning">
        It can’t move.
        <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
          {obstacles.map((it) => (
            <li key={it}>{obstacleText[it]}</li>
          ))}
        </Box>
      </Banner>
    );
  }
  return (
    <Banner kind="ok">
      It can move. Both tokens were tried with keys that were thrown away.
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
        {wraps && <li>{wayText('Wrapping', wraps)}</li>}
        {unwraps && <li>{wayText('Unwrapping', unwraps)}</li>}
        <li>{hash === 'SHA-1' ? 'RSA-OAEP with SHA-1, as Azure Key Vault does it: safe for this use' : `RSA-OAEP with ${hash}`}</li>
        <li>
          {exchange ? `By the exchange key ${exchange.name} of the vault, which stays` : 'An exchange key is made in the vault for it'}
        </li>
      </Box>
    </Banner>
  );
}
