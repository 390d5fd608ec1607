import type { ComponentChildren } from 'preact';

/** What stands beside a view, and scrolls by itself. */
export const Aside = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
  <aside id="panel" tabIndex={0} aria-label={label}>
    {children}
  </aside>
);
