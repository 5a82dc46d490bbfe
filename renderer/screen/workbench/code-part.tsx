import Box from '@mui/material/Box';
import { useState } from 'react';
import { CodeBlock } from '../../component/code-block.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { OneOfField } from '../../component/one-of-field.tsx';
import { reachByName } from '../endpoint/address.ts';
import { installationOf, languages, type Language } from '../endpoint/language.ts';
import { notServed } from '../endpoint/state-text.ts';
import { noName, useEndpoint } from '../endpoint/use-endpoint.ts';
import type { ShownForm } from './byte-form.ts';
import { keySample } from './key-sample.ts';
import { planOf } from './sample-plan.ts';
import type { Task } from './task.ts';
import type { Workbench } from './use-workbench.ts';
import { usePools } from '../vault/use-pool.ts';

interface CodePartProps {
  bench: Workbench;
  task: Task;
  shown: ShownForm;
}

/** What an application would write for exactly this. Nothing that was typed is in it. */
export function CodePart({ bench: { key, version, drafts, digestGiven }, task, shown }: CodePartProps) {
  const [language, setLanguage] = useState<Language>('JavaScript');
  const endpoint = useEndpoint();
  const isPool = usePools();
  const packages = installationOf(language, 'keys');
  const isUnserved = notServed(endpoint?.state) !== '';
  return (
    <Box component="section" aria-label="Code" sx={{ display: 'flex', flexDirection: 'column', gap: 4, minWidth: 0 }}>
      <OneOfField
        label="An application does it in"
        value={language}
        options={languages.map((it) => ({ value: it, label: it }))}
        onChange={setLanguage}
      />
      {endpoint ? (
        <CodeBlock
          label={`Code in ${language}`}
          code={keySample(
            {
              reached: reachByName(endpoint, key.vault, isPool(key.vault)),
              name: key.name,
              version,
              shown,
              ...planOf({ task, drafts, digestGiven }),
            },
            language,
          )}
          copy="Copy code"
        />
      ) : (
        <Box sx={{ color: 'text.tertiary' }}>{noName}</Box>
      )}
      {packages !== undefined && <CodeBlock label="Packages" code={packages} copy="Copy packages" />}
      <Box sx={{ typography: 'caption', color: 'text.tertiary', maxWidth: '80ch' }}>
        The program finds in its environment who it is, and which authority it trusts.{' '}
        {language === 'curl'
          ? 'Curl hands everything to the house.'
          : 'Some libraries encrypt, wrap and verify by the public key themselves, and nobody hears of it here.'}{' '}
        {isUnserved && 'Nothing answers at the key’s address now: see the endpoint.'}
      </Box>
      <Box>
        <LinkButton to="/endpoint" search={{ connect: true }}>
          Settings of an application
        </LinkButton>
      </Box>
    </Box>
  );
}
