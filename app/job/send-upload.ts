import { UploadSend } from '../contract/upload.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';

/** Takes the next part of a file. What becomes of the file is recorded, its parts are not. */
export const sendUpload: RoomOperation<typeof UploadSend> = {
  at: 'room',
  shape: UploadSend,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('upload'),
  async run({ staging, caller }, { upload, part }) {
    staging.get('upload', caller, upload).add(part);
    return {};
  },
};
