import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Progress } from '../../component/progress.tsx';
import type { Ask } from './asked.ts';
import { pinState, tokenState } from './hsm-text.ts';
import { TokenActions } from './token-actions.tsx';
import { useProbe } from './use-probe.ts';

interface TokenViewProps {
  token: HsmToken;
  module: HsmModule;
  onAsk: Ask;
}

/** A token: what it says of itself, how it stands, and what can be done with it. */
export function TokenView({ token, module, onAsk }: TokenViewProps) {
  const titleId = useId();
  const { kind, word } = tokenState[token.state];
  const running = useProbe().runningFor(token.id);
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{ borderTop: 1, borderColor: 'line.main', pt: 3, display: 'flex', flexDirection: 'column', gap: 3 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <Typography id={titleId} variant="h3" sx={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{token.label}</ForeignText>
        </Typography>
        <Meaning kind={kind}>{word}</Meaning>
      </Box>
      <TokenFacts token={token} />
      {running && (
        <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 3, maxWidth: 560 }}>
          <Box sx={{ flex: 1 }}>
            <Progress label="Trying what the token can do, with keys that are thrown away" />
          </Box>
          <ActionButton onClick={() => running.stop.abort()}>Cancel</ActionButton>
        </Box>
      )}
      <TokenActions token={token} module={module} onAsk={onAsk} probing={running !== undefined} />
    </Box>
  );
}

const joined = (...parts: readonly string[]) => parts.filter((it) => it !== '').join(', ');

function TokenFacts({ token }: { token: HsmToken }) {
  return (
    <FactList>
      <Fact name="Made by">
        <ForeignText>{joined(token.manufacturer, token.model)}</ForeignText>
      </Fact>
      <Fact name="Serial number">
        <Box component="span" sx={{ typography: 'mono' }}>
          <ForeignText>{token.serial}</ForeignText>
        </Box>
      </Fact>
      {token.firmwareVersion !== '' && (
        <Fact name="Firmware">
          <ForeignText>{token.firmwareVersion}</ForeignText>
        </Fact>
      )}
      <Fact name="Certification">
        {token.certification === undefined ? (
          'None is known: nobody wrote one down.'
        ) : (
          <>
            <ForeignText>{token.certification}</ForeignText>, as a person wrote it down
          </>
        )}
      </Fact>
      {token.state !== 'absent' && <PinFacts token={token} />}
      <Fact name="Holds">
        <Holds token={token} />
      </Fact>
      <Fact name="HSM keys of">
        {token.vaults.length === 0 ? 'no vault: choose this token on a vault’s page' : <ForeignText>{token.vaults.join(', ')}</ForeignText>}
      </Fact>
    </FactList>
  );
}

function PinFacts({ token: { userPin, officerPin, keepsPin, hasPinPad } }: { token: HsmToken }) {
  return (
    <>
      <Fact name="User PIN">
        <Meaning kind={pinState[userPin].kind}>{pinState[userPin].word}</Meaning>
        <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
          {keepsPin ? 'It is kept, sealed: the token is opened by itself.' : 'It is not kept.'}
          {hasPinPad && ' It is typed on the token itself.'}
        </Box>
      </Fact>
      <Fact name="Officer PIN">
        <Meaning kind={pinState[officerPin].kind}>{pinState[officerPin].word}</Meaning>
      </Fact>
    </>
  );
}

const kib = (bytes: number) => `${Math.round(bytes / 1024).toLocaleString('en')} KiB`;

function Holds({ token: { keyCount, freeBytes, totalBytes, sessions, mostSessions } }: { token: HsmToken }) {
  const keys = keyCount === 0 ? 'no key of a vault' : `${keyCount.toLocaleString('en')} key${keyCount === 1 ? '' : 's'} of vaults`;
  const room = freeBytes === undefined ? '' : `${kib(freeBytes)} free${totalBytes === undefined ? '' : ` of ${kib(totalBytes)}`}`;
  const most = mostSessions === undefined || mostSessions === 0 ? '' : ` of ${mostSessions.toLocaleString('en')}`;
  return <>{joined(keys, room, sessions === 0 ? '' : `${sessions.toLocaleString('en')}${most} sessions in use`)}</>;
}
