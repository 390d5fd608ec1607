import { words } from './format.ts';

/** State of something, by word and colour. */
export const Status = ({ status }: { readonly status: string }) => (
  <span class={`pill ${status.toLowerCase()}`}>{words(status)}</span>
);
