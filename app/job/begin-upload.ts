import { UploadBegin } from '../contract/upload.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { createUpload } from './upload.ts';

/** Makes room for a file that comes in parts. */
export const beginUpload: RoomOperation<typeof UploadBegin> = {
  at: 'room',
  shape: UploadBegin,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { sizeBytes: kept(({ sizeBytes }) => String(sizeBytes)) },
  target: async () => houseTarget('upload'),
  run: async ({ staging, caller }, { sizeBytes }) => ({ upload: staging.put('upload', caller, createUpload(sizeBytes)) }),
};
