import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.tsx';

/** What stands beside a view, and scrolls by itself. */
export const Aside = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <Scroll as="aside" id="panel" label={label}>
    {children}
  </Scroll>
);
