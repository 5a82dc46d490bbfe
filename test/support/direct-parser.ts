import type { FileParser } from '../../app/import/file-parser.ts';
import { giveBack } from '../../app/seal/secret-bytes.ts';
import { parseFile } from '../../main/parser/parse-file.ts';

/** The parser in this process: the same code as in its own, without the bounds. */
export const directParser: FileParser = {
  async parse(content, hint) {
    try {
      return parseFile(content, hint);
    } finally {
      giveBack(content);
    }
  },
};
