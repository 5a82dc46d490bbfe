import { openProcessPort } from '../../../main/rpc/port.ts';

const port = openProcessPort(process);
port.receive((message) => port.post({ heard: message }));
port.gone(() => {
  process.exitCode = 17;
});
