import { useEffect, useRef, useState } from 'preact/hooks';
import { type Address, addressOf, hrefTo } from './address.ts';
import { Announcer } from './announce.tsx';
import { Broken } from './broken.tsx';
import { useConnected } from './live.ts';
import type { Page } from './page.ts';
import { goToPlace } from './scroll-place.ts';

const title = document.title;

/** Everything around a page: navigation, what is said, and whether the system answers. */
export function Frame({ pages }: { readonly pages: readonly Page[] }) {
  const address = useAddress();
  const page = pages.find(({ name }) => name === address.name) ?? (address.name === '' ? pages[0] : undefined);
  const main = useRef<HTMLElement>(null);
  const place = [address.name, ...address.parts].join('/');
  useFocusOnView(main, place);
  useEffect(() => {
    document.title = titleOf(page, address.parts);
  }, [page, place]);
  const View = page?.view;
  return (
    <>
      <header class="top">
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          Skip to the page
        </button>
        <a class="brand" href="#/">
          {title}
        </a>
        <Navigation pages={pages} shown={page} />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {View ? (
          <Broken key={place}>
            <View parts={address.parts} query={address.query} />
          </Broken>
        ) : (
          <>
            <h1>There is no such page</h1>
            <p>
              <a href={hrefTo(pages[0]?.name ?? '')}>{pages[0]?.title}</a>
            </p>
          </>
        )}
      </main>
      <Connection />
      <Announcer />
    </>
  );
}

/** The most particular first, as tabs show the beginning: `sample.jpg · Photo · Darkroom`. */
function titleOf(page: Page | undefined, parts: readonly string[]): string {
  if (!page) return title;
  const of = parts.map((part) => part.split(/[:/]/).at(-1) ?? '').filter((part) => part !== '');
  return [...of.toReversed(), page.title, title].join(' · ');
}

function useAddress(): Address {
  const [address, setAddress] = useState(() => addressOf(location.hash));
  useEffect(() => {
    const read = () => setAddress(addressOf(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return address;
}

/** The focus goes where the view has gone, but not where the page was just loaded. */
function useFocusOnView(main: { readonly current: HTMLElement | null }, place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    goToPlace();
    main.current?.focus({ preventScroll: true });
  }, [place]);
}

function Navigation({ pages, shown }: { readonly pages: readonly Page[]; readonly shown: Page | undefined }) {
  const groups = Map.groupBy(
    pages.filter(({ menu }) => menu !== undefined),
    ({ menu }) => menu ?? '',
  );
  const nav = useRef<HTMLElement>(null);
  // Where there is little room, the navigation scrolls.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [shown]);
  return (
    <nav aria-label="Console" ref={nav}>
      {[...groups].map(([menu, members]) => (
        <ul key={menu} aria-label={menu}>
          {members.map(({ name, title: text }) => (
            <li key={name}>
              <a href={hrefTo(name)} aria-current={shown?.name === name ? 'page' : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

function Connection() {
  const isConnected = useConnected();
  return (
    <p id="away" role="status">
      {isConnected ? '' : 'The system does not answer: this page goes on when it is back.'}
    </p>
  );
}
