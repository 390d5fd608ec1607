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

/** Waits until a picture is loaded and can be drawn; rejects where it is none. */
export const isSeen = (image: Locator): Promise<void> => image.evaluate('(image) => image.decode()');

/** Waits until a field has another value; rejects after a minute. In one call: the page's policy lets nothing be evaluated in it again and again. */
export const isFilledAnew = (field: Locator, from = '{}'): Promise<void> =>
  field.evaluate(
    `(field, from) => new Promise((resolve, reject) => {
      const look = (left) => {
        if (field.value !== from) return resolve();
        if (left === 0) return reject(new Error('The field still has ' + from));
        setTimeout(look, 20, left - 1);
      };
      look(3000);
    })`,
    from,
  );
