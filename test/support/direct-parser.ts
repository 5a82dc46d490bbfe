import type { FileParser } from '../../app/import/file-parser.ts';
import { parseFile } from '../../main/parser/parse-file.ts';

/** The parser in this process: the same code as in its own, without the bounds. */
export const directParser: FileParser = { parse: async (content, hint) => parseFile(content, hint) };
