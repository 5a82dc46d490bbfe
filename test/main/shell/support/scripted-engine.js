// Stands in for the engine: does what pages tell it in plain words, and keeps a journal of what the shell said.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const data = process.argv[process.argv.indexOf('--data') + 1];
const note = (entry) => appendFileSync(join(data, 'journal.jsonl'), `${JSON.stringify({ pid: process.pid, ...entry })}\n`);
const serves = process.argv.includes('--serve');
const say = (message) => process.send?.(message);

function leave(departure) {
  say({ kind: 'leaving', departure });
  setTimeout(() => process.exit(0), 20);
}

const acts = {
  lock: () => leave('locked'),
  seal: () => leave('sealed'),
  crash: () => process.abort(),
  linger: () => {
    say({ kind: 'leaving', departure: 'locked' });
    setInterval(() => undefined, 1000);
  },
  expel: (page) => say({ kind: 'page-expelled', page }),
  babble: () => say({ kind: 'nonsense' }),
  later: (page) => setTimeout(() => say({ kind: 'page', page, text: 'much later' }), 1_000),
  deafen: () => {
    const until = Date.now() + 60_000;
    while (Date.now() < until);
  },
};

process.on('message', (message) => {
  note(message);
  if (message.kind === 'page-opened') say({ kind: 'page', page: message.page, text: `offer ${process.pid}` });
  if (message.kind === 'lock' && serves && message.cause !== 'shell-closed') say({ kind: 'locked' });
  else if (message.kind === 'lock') leave(message.cause === 'shell-closed' ? 'stopped' : 'locked');
  if (message.kind === 'page') {
    const act = acts[message.text];
    if (act) act(message.page);
    else say({ kind: 'page', page: message.page, text: `echo ${message.text}` });
  }
});
process.on('disconnect', () => process.exit(0));
note({ kind: 'started', args: process.argv.slice(2), env: Object.keys(process.env).sort() });
process.stderr.write('scripted engine is up\n');
if (process.argv.includes('--refuse')) say({ kind: 'refused', code: 'StoreInUse', detail: '{}' });
else say({ kind: 'ready' });
