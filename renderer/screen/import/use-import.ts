import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportFormat } from '../../../app/contract/import.ts';
import type { Input, Output } from '../../../app/contract/operation.ts';
import { mostUploadBytes } from '../../../app/contract/upload.ts';
import { useClient } from '../../api/client-context.tsx';
import { queryKey } from '../../api/query.ts';
import { closeImport } from './close-import.ts';
import { uploadFile } from './upload-file.ts';
import { useWork } from '../job/use-work.ts';

/** A file that was read, and what is in it. */
export type Opened = Output<'ImportOpen'> & { readonly file: File; readonly vault: string };

/** How it is to be read, as it was last asked for. */
export type Asked = Omit<Input<'ImportPlan'>, 'import'>;

export type ImportState =
  | { readonly step: 'file' }
  | { readonly step: 'map'; readonly opened: Opened; readonly asked: Asked | undefined }
  | { readonly step: 'rows'; readonly opened: Opened; readonly asked: Asked; readonly tried: Output<'ImportRun'> | undefined }
  | { readonly step: 'run'; readonly job: string };

/** What went wrong with the file itself, before any engine saw it. */
export const tooLong = (sizeBytes: number) =>
  sizeBytes > mostUploadBytes
    ? `This file is ${Math.ceil(sizeBytes / 1_048_576).toLocaleString('en')} MiB long; an import takes at most ${mostUploadBytes / 1_048_576} MiB. Split it, or leave out what is no secret.`
    : undefined;

/** The import that waits at the engine: forgotten there when it is replaced or left, and the work on it stopped. */
function useStaged(cancel: () => void, onError: (error: unknown) => void) {
  const client = useClient();
  const staged = useRef<string>(undefined);
  const hold = useCallback((id: string | undefined) => {
    staged.current = id;
  }, []);
  const forget = useCallback(() => {
    const id = staged.current;
    staged.current = undefined;
    if (id !== undefined) closeImport(client, id).catch(onError);
  }, [client, onError]);
  useEffect(
    () => () => {
      cancel();
      forget();
    },
    [cancel, forget],
  );
  return { hold, forget };
}

/** One import from the file to its rows: what was read stays with the engine, and is forgotten there when it is left. */
export function useImport() {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: 'file' });
  const { working, error, setError, work, cancel } = useWork();
  const { hold, forget } = useStaged(cancel, setError);

  const open = (file: File, vault: string, format: ImportFormat | undefined) =>
    work(`Reading ${file.name}`, async (signal, tell) => {
      forget();
      const upload = await uploadFile(client, file, { signal, onSent: (sent) => tell(sent, file.size) });
      const asked = { upload, fileName: file.name.slice(-255), vault, ...(format === undefined ? {} : { format }) };
      const opened = await client.call('ImportOpen', asked, { signal });
      hold(opened.import);
      setState({ step: 'map', opened: { ...opened, file, vault }, asked: undefined });
    });

  const plan = (opened: Opened, asked: Asked) =>
    work('Looking at every row', async (signal, tell) => {
      for await (const { done, total } of client.listen('ImportPlan', { import: opened.import, ...asked }, { signal })) tell(done, total);
      if (signal.aborted) return;
      queries.removeQueries({ queryKey: queryKey.importRows(opened.import) });
      await queries.invalidateQueries({ queryKey: queryKey.log });
      setState({ step: 'rows', opened, asked, tried: undefined });
    });

  const tryOut = (opened: Opened, asked: Asked) =>
    work('Trying it out, without writing', async (signal, tell) => {
      let tried: Output<'ImportRun'> | undefined;
      for await (const item of client.listen('ImportRun', { import: opened.import, dryRun: true }, { signal })) {
        tried = item;
        tell(item.done, item.total);
      }
      if (signal.aborted) return;
      await queries.invalidateQueries({ queryKey: queryKey.importRows(opened.import) });
      setState({ step: 'rows', opened, asked, tried });
    });

  return {
    state,
    working,
    error,
    open: (file: File, vault: string, format?: ImportFormat) => void open(file, vault, format),
    plan: (opened: Opened, asked: Asked) => void plan(opened, asked),
    tryOut: (opened: Opened, asked: Asked) => void tryOut(opened, asked),
    cancel,
    back: (opened: Opened, asked: Asked) => setState({ step: 'map', opened, asked }),
    restart: () => {
      forget();
      setError(undefined);
      setState({ step: 'file' });
    },
    /** The job closes the import from here on. */
    handOver: (job: string) => {
      hold(undefined);
      setState({ step: 'run', job });
    },
  };
}
