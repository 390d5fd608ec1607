import type { Page } from 'playwright-core';

/**
 * What a page is made of: its navigation, headings, tabs, columns, fields, buttons and states, each once, in order. What differs
 * from run to run is left out: rows of lists, and numbers.
 */
export const structureOf = (page: Page): Promise<readonly string[]> => page.evaluate<readonly string[]>(STRUCTURE);

/** Runs in the page. */
const STRUCTURE = `(() => {
  const wanted = 'nav a, h1, h2, [role=tab], th, legend, label, summary, [data-state] .name, main button:not(.head, .dot)';
  const parts = [...document.querySelectorAll(wanted)].filter((one) => !one.closest('tbody, li:not(nav li), .json'));
  const text = (one) => {
    const own = one.cloneNode(true);
    for (const field of own.querySelectorAll('select, textarea, input')) field.remove();
    return own.textContent.replace(/\\d[\\d.,]*/g, '#').replace(/\\s+/g, ' ').trim();
  };
  return [...new Set(parts.map((one) => one.localName + ' ' + text(one)))];
})()`;
