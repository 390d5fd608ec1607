/** So far a pointer moves in a click. */
const CLICK = 4;

/** Has the mouse draw what scrolls, from wherever it is pressed; touch does so by itself. Answers how to stop that. */
export function dragToScroll(view: HTMLElement): () => void {
  let from: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | undefined;
  let isDrawn = false;
  const press = ({ pointerType, button, clientX: x, clientY: y }: PointerEvent) => {
    isDrawn = false;
    if (pointerType === 'mouse' && button === 0) from = { x, y, left: view.scrollLeft, top: view.scrollTop };
  };
  const move = ({ clientX, clientY, pointerId }: PointerEvent) => {
    if (!from) return;
    const [right, down] = [clientX - from.x, clientY - from.y];
    if (!isDrawn && Math.hypot(right, down) < CLICK) return;
    if (!isDrawn) view.setPointerCapture(pointerId);
    isDrawn = true;
    view.classList.add('drawn');
    view.scrollTo(from.left - right, from.top - down);
  };
  const release = () => {
    from = undefined;
    view.classList.remove('drawn');
  };
  // What was drawn is not clicked.
  const click = (event: Event) => isDrawn && event.stopPropagation();
  const control = new AbortController();
  const { signal } = control;
  view.addEventListener('pointerdown', press, { signal });
  view.addEventListener('pointermove', move, { signal });
  for (const name of ['pointerup', 'pointercancel'] as const) view.addEventListener(name, release, { signal });
  view.addEventListener('click', click, { signal, capture: true });
  return () => control.abort();
}
