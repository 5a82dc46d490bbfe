import { saveFile } from '../../component/save-file.ts';
import { caFile } from './trust-guide.ts';

/** Hands the authority's certificate to the person as a file. @param pem RFC 7468 */
export const saveCa = (pem: string): void => saveFile(caFile, [new TextEncoder().encode(pem)], 'application/x-pem-file');
