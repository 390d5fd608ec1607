/** How far each view was scrolled, by its address. */
const places = new Map<string, number>();
/** What is asked for is there by then, or not at all. */
const LATEST_MS = 3_000;

let isBack = false;
let giveUp: () => void = () => {};

/** Remembers how far views are scrolled, so that Back and Forward lead to where one was. https://developer.mozilla.org/docs/Web/API/Navigation */
export function rememberPlaces(): void {
  history.scrollRestoration = 'manual';
  addEventListener('scroll', () => places.set(location.hash, scrollY), { passive: true });
  if ('navigation' in globalThis)
    navigation.addEventListener('navigate', ({ navigationType }) => {
      isBack = navigationType === 'traverse';
    });
}

/** Scrolls to the beginning of a view that is new, or to where one was: as soon as it is long enough, unless somebody scrolls before. */
export function goToPlace(): void {
  giveUp();
  const to = isBack ? (places.get(location.hash) ?? 0) : 0;
  scrollTo(0, to);
  if (to === 0) return;
  const observer = new ResizeObserver(() => {
    if (document.documentElement.scrollHeight < to + innerHeight) return;
    scrollTo(0, to);
    giveUp();
  });
  const timer = setTimeout(() => giveUp(), LATEST_MS);
  giveUp = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of BY_HAND) removeEventListener(name, giveUp);
    giveUp = () => {};
  };
  for (const name of BY_HAND) addEventListener(name, giveUp);
  observer.observe(document.body);
}

const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
