import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Lab } from '#lab/lab.ts';
import type { TestLab } from '#tests/support/system.ts';

/** A person at the console, and what went wrong while they looked. */
export interface Visit {
  readonly page: Page;
  readonly lab: Lab;
  readonly prefix: string;
  /** For clients of its services. */
  readonly system: TestLab;
  readonly endpoint: string;
  /** Folder of the files of its definitions, a copy. */
  readonly definitions: string;
  /** Ends the system, does something, and starts it again where it was: what it was asked with is of no more use. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Lines of the browser's console, errors of scripts, dialogs, and requests that go elsewhere. */
  readonly complaints: readonly string[];
  /** Sum of the layout shifts that nobody asked for, since the page was loaded. https://web.dev/articles/cls */
  layoutShift(): Promise<number>;
  screenshot(name: string): Promise<void>;
}

interface VisitOptions {
  readonly browser: Browser;
  readonly system: TestLab;
  readonly definitions: string;
  readonly restart: Visit['restart'];
  readonly screenshots: string;
}

export const DESKTOP = { width: 1280, height: 900 };
/** For what takes work: developing a photo on a machine that is busy with much else. */
const PATIENCE_MS = 180_000;

export async function openVisit({ browser, system, definitions, restart, screenshots }: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript({ content: COUNT_LAYOUT_SHIFT });
  return {
    page,
    lab: await system.lab(),
    prefix: system.stack.name,
    system,
    endpoint: system.endpoint,
    definitions,
    restart,
    complaints: listen(page, system.endpoint),
    layoutShift: () => page.evaluate<number>('globalThis.layoutShift'),
    async screenshot(name) {
      await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
    },
  };
}

function listen(page: Page, endpoint: string): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${endpoint}/`)) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

/** Runs in the page, before its own scripts. */
const COUNT_LAYOUT_SHIFT = `
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.layoutShift += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
