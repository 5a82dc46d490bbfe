import '../../../renderer/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { House } from '../../../renderer/house.tsx';
import '../../../renderer/theme/font.ts';
import { dressed } from '../support/dressed.tsx';
import { anInstance, brokenScene, emptyScene, fullScene, hostileScene, longScene, type Scene } from '../support/scene.ts';
import { aConsole, createConsoleClient } from '../support/scripted-console.ts';
import { emptyBin, someBin } from '../support/scripted-vault.ts';

const scenes: Record<string, (now: number) => Scene> = {
  full: fullScene,
  empty: emptyScene,
  long: longScene,
  many: (now) => ({ ...fullScene(now), many: 1_000_000 }),
  hostile: hostileScene,
  broken: brokenScene,
  loading: (now) => ({ ...fullScene(now), stuck: ['VaultList', 'SecretList', 'LogList', 'SlotList'] }),
  'sign-in': (now) => ({ ...emptyScene(now), session: undefined }),
  'first-run': (now) => ({ ...emptyScene(now), session: undefined, instance: anInstance({ state: 'empty' }) }),
  sealed: (now) => ({ ...emptyScene(now), session: undefined, instance: anInstance({ state: 'sealed', slots: emptyScene(now).slots }) }),
};

const query = new URLSearchParams(location.search);
const name = query.get('scene') ?? 'full';
const scene = (scenes[name] ?? fullScene)(Date.now());
const rest = aConsole(Date.now(), { bin: name === 'empty' ? emptyBin() : someBin(Date.now()) });
const { Around } = dressed(createConsoleClient(scene, rest), { appearance: query.get('look') === 'dark' ? 'dark' : 'light' });
const room = document.querySelector('#root');
if (room) {
  createRoot(room).render(
    <Around>
      <House />
    </Around>,
  );
}
