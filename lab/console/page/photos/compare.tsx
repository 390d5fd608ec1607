import { useState } from 'preact/hooks';
import type { Photo } from './answers.ts';
import { Picture } from './picture.tsx';
import { widestShown } from './variants.ts';

/** Of the window's height: all of a photo is seen at once. */
const TALLEST_VH = 75;

/** The photo as it came beside what was made of it: a slider uncovers the one or the other. */
export function Compare({ photo: { key, variants, metadata, updatedAt } }: { readonly photo: Photo }) {
  const [share, setShare] = useState(0);
  const [isShown, setShown] = useState(true);
  const [first] = widestShown(variants);
  if (!first) return null;
  const source = `/_console/source?of=${encodeURIComponent(key)}&at=${updatedAt ?? ''}`;
  return (
    <figure
      class="compare"
      style={{ '--wide': `min(${first.width}px, ${(TALLEST_VH * first.width) / first.height}vh)` }}
    >
      <div class="both" style={{ aspectRatio: `${first.width} / ${first.height}` }}>
        <Picture
          variants={variants}
          metadata={metadata}
          sizes="(max-width: 900px) 100vw, 900px"
          alt={`${key}, developed`}
        />
        {isShown && share > 0 && (
          <img
            class="before"
            src={source}
            alt={`${key}, as it was uploaded`}
            style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
            onError={() => setShown(false)}
          />
        )}
        {isShown && share > 0 && share < 100 && <span class="edge" style={{ left: `${share}%` }} />}
      </div>
      <figcaption>
        {isShown ? (
          <label class="slider">
            <span>As uploaded</span>
            <input
              type="range"
              aria-valuetext={`${share} % as uploaded`}
              min={0}
              max={100}
              value={share}
              onInput={({ currentTarget }) => setShare(Number(currentTarget.value))}
            />
            <span aria-hidden="true">Developed</span>
          </label>
        ) : (
          <span class="faint">This browser does not show pictures of the source's format.</span>
        )}
      </figcaption>
    </figure>
  );
}
