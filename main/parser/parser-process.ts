import type { FileParser } from '../../app/import/file-parser.ts';
import { giveBack } from '../../app/seal/secret-bytes.ts';
import { createAnswer } from './answer.ts';
import { askChild, type ParserDeps } from './ask-child.ts';

/** Reads each file of rows in a process of its own, with bounds of time and memory. */
export const createParserProcess = (deps: ParserDeps): FileParser => ({
  async parse(content, { format = '', extension }, signal) {
    const words = ['rows', format, extension.replaceAll(/[^a-z0-9]/g, '').slice(0, 16)];
    const give = (): void => giveBack(content);
    try {
      return await askChild(deps, { words, content, sent: give }, createAnswer(), signal);
    } finally {
      give();
    }
  },
});
