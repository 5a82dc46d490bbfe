import { saveFile } from '../../component/save-file.ts';

/** Hands a text to the person as a file to keep; the shell asks where. */
export const saveText = (fileName: string, text: string): void =>
  saveFile(fileName, [new TextEncoder().encode(text)], 'text/plain;charset=utf-8');
