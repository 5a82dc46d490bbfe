import type { FileParser } from '../../app/import/file-parser.ts';
import { decodeAnswer } from './answer.ts';
import { askChild, type ParserDeps } from './ask-child.ts';

/** Reads each file of rows in a process of its own, with bounds of time and memory. */
export const createParserProcess = (deps: ParserDeps): FileParser => ({
  parse(content, { format = '', extension }, signal) {
    const words = ['rows', format, extension.replaceAll(/[^a-z0-9]/g, '').slice(0, 16)];
    return askChild(deps, { words, content }, decodeAnswer, signal);
  },
});
