import type { RefCallback } from 'react';

/**
 * Where what had the focus in a room is gone and nothing else took it (a line that was taken away, what opened a decision about itself), what
 * stood around it has it: whoever has no mouse goes on from there and not from the start of the window.
 */
export const useKeptFocus = (): RefCallback<HTMLElement> => keepFocus;

function keepFocus(room: HTMLElement | null): (() => void) | undefined {
  if (!room) return undefined;
  let last: EventTarget | null = null;
  let path: readonly HTMLElement[] = [];
  const note = ({ target }: FocusEvent): void => {
    last = target;
    // What covers the room leads back into it.
    if (target instanceof Node && room.contains(target)) path = [...placesAround(target, room)];
  };
  const watch = new MutationObserver(() => {
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (!nowhere || !(last instanceof Node) || last.isConnected) return;
    const [had, ...around] = path;
    take(had?.isConnected ? had : around.find((place) => place.isConnected && place.matches('section, [role], main')));
  });
  document.addEventListener('focusin', note);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', note);
    watch.disconnect();
  };
}

function* placesAround(target: EventTarget | null, room: HTMLElement): Iterable<HTMLElement> {
  for (let place = target; place instanceof HTMLElement; place = place.parentElement) {
    yield place;
    if (place === room) return;
  }
}

function take(place: HTMLElement | undefined): void {
  if (!place) return;
  if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus();
}
