import { contract, type CallName, type Input, type OperationName, type Output, type StreamName } from '../../../app/contract/operation.ts';
import type { CallOptions } from '../../../renderer/api/client.ts';
import type { Scene } from './scene.ts';
import { createScriptedClient, type ScriptedClient } from './scripted-client.ts';
import { createScriptedFiles, type FileScene, type Handed, someImportRows } from './scripted-file.ts';
import { type BinScene, emptyBin, searchBin, vaultAnswers } from './scripted-vault.ts';

/** What a scripted console knows beside its scene. */
export interface ConsoleScene {
  readonly bin: BinScene;
  readonly files: FileScene;
}

export const aConsole = (now: number, change: Partial<ConsoleScene> = {}): ConsoleScene => ({
  bin: emptyBin(),
  files: { rows: someImportRows(now), password: 'my very own password', refused: [] },
  ...change,
});

/** A scripted client that answers about the recycle bin, imports and exports too. */
export interface ConsoleClient extends ScriptedClient {
  readonly handed: Handed;
}

type Answers = { readonly [N in CallName]?: (input: Input<N>) => Output<N> };

export function createConsoleClient(scene: Scene, { bin, files }: ConsoleScene): ConsoleClient {
  const base = createScriptedClient(scene);
  const asked: OperationName[] = [];
  const scripted = createScriptedFiles(files);
  const answers: Answers = { ...vaultAnswers(scene, bin), ...scripted.calls };
  return {
    asked,
    handed: scripted.handed,
    async call<N extends CallName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
      asked.push(name);
      const answer: ((input: Input<N>) => Output<N>) | undefined = answers[name];
      const given = structuredClone(input);
      const search = name === 'SecretSearch' ? contract.SecretSearch.input.parse(given) : undefined;
      const lies = search?.query.deleted === true;
      if (!(answer || lies) || scene.stuck.includes(name) || scene.failures[name]) return base.call(name, input, options);
      await Promise.resolve();
      if (search) return contract[name].output.parse(searchBin(bin, search)) as Output<N>;
      contract[name].input.parse(given);
      if (!answer) throw new Error('an answer was there a moment ago');
      return answer(given);
    },
    async *listen<N extends StreamName>(name: N, input: Input<N>, options: CallOptions = {}): AsyncIterable<Output<N>> {
      asked.push(name);
      if (!scripted.streams.includes(name) || scene.failures[name]) yield* base.listen(name, input, options);
      else {
        const given: unknown = structuredClone(input);
        for await (const item of scripted.listen(name, given)) {
          await Promise.resolve();
          yield contract[name].output.parse(item) as Output<N>;
        }
      }
    },
  };
}
