import { type ComponentChildren, h, type Ref } from 'preact';

interface ScrollProps {
  readonly as?: 'div' | 'section' | 'aside' | 'pre';
  readonly id?: string;
  readonly class?: string;
  /** Name of a region that is worth one. */
  readonly label?: string;
  readonly view?: Ref<HTMLElement>;
  readonly children?: ComponentChildren;
}

/**
 * Part of a page that scrolls by itself: the keyboard reaches it, as it may hold nothing else that can be focused.
 * https://dequeuniversity.com/rules/axe/4.11/scrollable-region-focusable
 */
export const Scroll = ({ as = 'div', label, view, children, ...rest }: ScrollProps) =>
  h(
    as,
    { ...rest, ...(label !== undefined && { 'aria-label': label }), ...(view && { ref: view }), tabIndex: 0 },
    children,
  );
