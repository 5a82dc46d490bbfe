import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { HsmModule } from '../../../app/contract/hsm.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { Card } from '../../component/card.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Ask } from './asked.ts';
import { moduleProblem, moduleState, wrongAnswers } from './hsm-text.ts';
import { SlotList } from './slot-list.tsx';
import { TokenView } from './token-view.tsx';
import { useHsmChange } from './use-hsm-change.ts';
import { useHsmRight } from './use-hsm-right.ts';

/** A library with what it says of itself, its tokens and free slots. */
export function ModuleCard({ module, onAsk }: { module: HsmModule; onAsk: Ask }) {
  const titleId = useId();
  const right = useHsmRight();
  const { change, busy, error } = useHsmChange('HsmModuleRestart');
  const { kind, word } = moduleState[module.state];
  return (
    <Card aria-labelledby={titleId}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 3 }}>
        <Typography id={titleId} variant="h2" sx={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{module.name}</ForeignText>
        </Typography>
        <Meaning kind={kind}>{word}</Meaning>
        <Box sx={{ flex: 1 }} />
        <ActionButton
          {...right}
          busy={busy}
          onClick={() => change({ id: module.id }, `${visibleText(module.name)} starts anew.`)}
          aria-label={`Restart ${visibleText(module.name)}`}
        >
          Restart
        </ActionButton>
        <ActionButton
          {...right}
          color="error"
          onClick={() => onAsk({ what: 'remove', module })}
          aria-label={`Remove ${visibleText(module.name)}`}
        >
          Remove…
        </ActionButton>
      </Box>
      {module.problem && <Banner kind={module.state === 'failed' ? 'danger' : 'warning'}>{moduleProblem[module.problem]}</Banner>}
      {module.wrongAnswers > 0 && <Banner kind="danger">{wrongAnswers(module.wrongAnswers)}</Banner>}
      <FailureBanner error={error} />
      <ModuleFacts module={module} />
      {module.tokens.map((token) => (
        <TokenView key={token.id} token={token} module={module} onAsk={onAsk} />
      ))}
      <SlotList module={module} onAsk={onAsk} />
    </Card>
  );
}

function ModuleFacts({ module }: { module: HsmModule }) {
  const { manufacturer, description, version, cryptokiVersion, crashes } = module;
  return (
    <FactList>
      <Fact name="Library">
        <Box component="span" sx={{ typography: 'mono' }}>
          <ForeignText>{module.path}</ForeignText>
        </Box>
      </Fact>
      {manufacturer !== '' && (
        <Fact name="Made by">
          <ForeignText>{`${manufacturer}, ${description} ${version}`}</ForeignText> (PKCS #11 {visibleText(cryptokiVersion)})
        </Fact>
      )}
      <Fact name="Process">
        {crashes === 0
          ? 'It never ended by itself.'
          : `It ended by itself ${crashes === 1 ? 'once' : `${crashes.toLocaleString('en')} times`} since the house was opened.`}
      </Fact>
    </FactList>
  );
}
