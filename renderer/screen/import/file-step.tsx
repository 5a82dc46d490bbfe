import Box from '@mui/material/Box';
import { useState } from 'react';
import { Banner } from '../../component/banner.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Section } from '../../component/section.tsx';
import { VaultChooser } from '../vault/vault-chooser.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { DropZone } from './drop-zone.tsx';
import { tooLong } from './use-import.ts';

interface FileStepProps {
  vault: string | undefined;
  error: unknown;
  onVault: (vault: string) => void;
  onFile: (file: File) => void;
}

/** The first step: into which vault, and which file. */
export function FileStep({ vault, error, onVault, onFile }: FileStepProps) {
  const { vaults = [] } = useVaultList();
  const [problem, setProblem] = useState<string>();
  const take = (file: File) => {
    const found = vault === undefined ? 'Choose the vault first, then the file.' : tooLong(file.size);
    setProblem(found);
    if (found === undefined) onFile(file);
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <VaultChooser vaults={vaults} chosen={vault ?? ''} onChoose={onVault} />
      <DropZone onFile={take} label="File to import">
        Drop a file here: .env, JSON, CSV, or the export of another vault. Nothing is written before you have seen every row.
      </DropZone>
      {problem === undefined ? <FailureBanner error={error} /> : <Banner kind="danger">{problem}</Banner>}
      <Section title="What can be read">
        <FactList>
          <Fact name=".env">Lines of NAME=value, with quotes, comments and export; what looks like $VARIABLE stays as it is.</Fact>
          <Fact name="JSON">One object, flat or nested; nested names become one name.</Fact>
          <Fact name="CSV">A first line of column names; which column is what is chosen in the next step.</Fact>
          <Fact name="Exports">Of Azure Key Vault (az), HashiCorp Vault (kv), Bitwarden Secrets Manager, and Strongroom.</Fact>
        </FactList>
      </Section>
    </Box>
  );
}
