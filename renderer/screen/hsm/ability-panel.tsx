import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { HsmToken, TokenAbility } from '../../../app/contract/hsm.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { Meaning, type MeaningKind } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { NameSearch } from '../../component/name-search.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { abilityRows, howWord, specsText } from './ability.ts';

const Table = styled('table')(({ theme }) => ({
  borderCollapse: 'collapse',
  '& th, & td': { textAlign: 'left', padding: '6px 12px 6px 0', borderBottom: `1px solid ${theme.vars.palette.line.main}` },
  '& th': { fontWeight: 400 },
  '& thead th': { color: theme.vars.palette.text.tertiary },
}));

const sign: Readonly<Record<keyof typeof howWord, MeaningKind>> = { native: 'ok', composed: 'notice', none: 'disabled' };

/** What a token was found able to do, algorithm by algorithm. */
export function AbilityPanel({ token, onClose }: { token: HsmToken; onClose: () => void }) {
  const { ability } = token;
  return (
    <SidePanel
      title={`What ${visibleText(token.label)} can do`}
      open
      dirty={false}
      onClose={onClose}
      actions={(leave) => <Button onClick={leave}>Close</Button>}
    >
      {ability ? <AbilityView ability={ability} /> : <span>Nobody tried yet. Open the token, then try what it can do.</span>}
    </SidePanel>
  );
}

function AbilityView({ ability }: { ability: TokenAbility }) {
  const [text, setText] = useState('');
  const rows = abilityRows(ability, text);
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>
        Tried with keys that were thrown away again, because lists of mechanisms lie. “Built on top” is done by the module’s process with
        what the token does; the key stays in the token.
      </Box>
      <FactList>
        <Fact name="Makes">{specsText(ability) || 'no kind of key'}</Fact>
        <Fact name="Takes in">{ability.imports ? 'keys, so that nobody can read them any more' : 'no keys from outside'}</Fact>
        <Fact name="Tried">
          <Moment time={ability.probedOn} />
        </Fact>
      </FactList>
      <NameSearch label="Filter the algorithms" text={text} onText={setText} />
      <Table>
        <thead>
          <tr>
            <th scope="col">Algorithm</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, how }) => (
            <tr key={name}>
              <Box component="th" scope="row" sx={{ typography: 'mono' }}>
                {name}
              </Box>
              <td>
                <Meaning kind={sign[how]}>{howWord[how]}</Meaning>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length === 0 && <Box sx={{ color: 'text.tertiary' }}>No algorithm has this in its name.</Box>}
    </>
  );
}
