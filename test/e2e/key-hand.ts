import { expect, type Locator, type Page } from '@playwright/test';

const isFocused = (target: Locator) => target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Presses Tab until `target` has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reachable by Tab');
}

export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Presses Enter on what it tabs to. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Presses keys one after the other: `g`, `s`. */
export async function strike(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Runs what the palette finds by words. */
export async function command(page: Page, words: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeVisible();
  await page.keyboard.type(words);
  await expect(dialog.getByRole('option', { name: new RegExp(words, 'i'), selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Goes to a place by its letter. */
export async function goBy(page: Page, key: string, place: string): Promise<void> {
  await strike(page, 'g', key);
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
}

/** Chooses in a list that opens downwards, one further at a time. */
export async function choose(page: Page, list: Locator, option: string): Promise<void> {
  await tabTo(page, list);
  const options = await list.getByRole('option').allInnerTexts();
  const present = await list.getByRole('option', { selected: true }).innerText();
  const steps = options.indexOf(option) - options.indexOf(present);
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  await expect(list.getByRole('option', { selected: true })).toHaveText(option);
}

/** Types into a field that finds, and takes what it found. */
export async function find(page: Page, field: Locator, text: string, found: string): Promise<void> {
  await typeInto(page, field, text);
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(found);
  await strike(page, 'ArrowDown', 'Enter');
}

/** Writes something else into a field. */
export async function overtype(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Whoever has no mouse is somewhere: what they press next does not go nowhere. */
export const expectPlace = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)).toBe(true);

/** Chooses one of a few that stand under one another: Tab leads to the chosen one or the first, arrows to the others. */
export async function pick(within: Locator, name: string): Promise<void> {
  const page = within.page();
  const radio = within.getByRole('radio', { name, exact: true });
  const group = within
    .getByRole('group')
    .filter({ has: page.getByRole('radio', { name, exact: true }) })
    .last();
  await radio.waitFor();
  const isIn = () => group.evaluate((it) => it.contains(document.activeElement) && document.activeElement?.matches('[type=radio]'));
  for (let presses = 0; presses < 80 && !(await isIn()); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 10 && !(await radio.isChecked()); presses += 1) await page.keyboard.press('ArrowDown');
  await expect(radio).toBeChecked();
}

/** Whether something in a room has the focus, and whether a person sees that it has. */
const lookAtStop = (room: Locator) =>
  room.evaluate((within) => {
    const stop = document.activeElement;
    if (!stop || !within.contains(stop)) return undefined;
    const { left, right, top, bottom } = stop.getBoundingClientRect();
    const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const ringed = getComputedStyle(stop).outlineStyle !== 'none' || stop.closest('.Mui-focused, .Mui-focusVisible') !== null;
    return { stop: stop.outerHTML.slice(0, 200), seen: inSight && ringed };
  });

/** Tab goes through a room, which it sees at every stop, and comes round to where it began. */
export async function expectRound(page: Page, room: Locator): Promise<void> {
  await page.keyboard.press('Tab');
  const first = await page.evaluateHandle(() => document.activeElement);
  for (let presses = 0; presses < 120; presses += 1) {
    const at = await lookAtStop(room);
    if (at) expect(at).toEqual({ stop: at.stop, seen: true });
    await page.keyboard.press('Tab');
    if (await first.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab never comes round');
}
