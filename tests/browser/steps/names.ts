import type { Locator, Page } from 'playwright-core';

/** A name that would be a program if the page took names for HTML. */
export const HOSTILE = '<img src=x onerror=alert(1)>.jpg';
export const NO_PICTURE = '"><script>alert(2)</script>.txt';

/** A state of the graph that is shown. */
export const head = (page: Page, state: string): Locator => page.locator(`[data-state="${state}"]`);

/** Leads somewhere by the navigation. */
export const go = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

export const tab = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('tab', { name }).click();

// Functions, not texts: Playwright would evaluate a text to a function, and not call it.

interface Picture {
  decode(): Promise<void>;
}

/** Waits until a picture is loaded and can be drawn; rejects where it is none. */
export const isSeen = (image: Locator): Promise<void> => image.evaluate((one: Picture) => one.decode());

interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown };
}

export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((one: Focusable) => one.ownerDocument.activeElement === one);

/** Waits until a field has another value; rejects after a minute. */
export async function isFilledAnew(field: Locator, from = '{}'): Promise<void> {
  for (let look = 0; look < 1_200; look++) {
    if ((await field.inputValue()) !== from) return;
    await field.page().waitForTimeout(50);
  }
  throw new Error(`The field still has ${from}`);
}

/** Waits until an expression is true in the page; rejects after a minute. The page's policy lets nothing be evaluated from within. */
export async function isTrue(page: Page, expression: string): Promise<void> {
  for (let look = 0; look < 1_200; look++) {
    if (await page.evaluate<boolean>(expression)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`Never true: ${expression}`);
}
