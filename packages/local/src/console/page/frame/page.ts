import type { ComponentType } from 'preact';

/**
 * Page of the console. A general one is a line of `console/page/pages.ts`; an application's stands in the module that its
 * ConsoleExtension names. Its address is `#/NAME`, with parts and a query behind it.
 */
export interface Page {
  /** First part of its address. */
  readonly name: string;
  readonly title: string;
  /** Group of the navigation; without one, it is reached by links alone. */
  readonly menu?: string;
  readonly view: ComponentType<ViewProps>;
}

export interface ViewProps {
  /** Parts of the address behind the page's name. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}
