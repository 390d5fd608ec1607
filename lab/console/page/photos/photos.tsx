import { hrefTo, searchOf } from '@safelight/local/console/page/frame/address';
import type { ViewProps } from '@safelight/local/console/page/frame/page';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { FilterForm, StatusFilter } from '@safelight/local/console/page/kit/filters';
import { bytes, words } from '@safelight/local/console/page/kit/format';
import { Pager } from '@safelight/local/console/page/kit/pager';
import { Problem } from '@safelight/local/console/page/kit/problem';
import { Search } from '@safelight/local/console/page/kit/search';
import type { Photo, PhotosAnswer } from './answers.ts';
import { Picture } from './picture.tsx';
import { Upload } from './upload.tsx';
import { smallestShown } from './variants.ts';

const STATUSES = ['READY', 'DEVELOPING', 'REJECTED', 'FAILED'];
/** Of a card, in the layout's own terms: browsers choose a variant by it. */
const SIZES = '(max-width: 500px) 45vw, 220px';

/** `#/photos?status=&text=&page=`: all photos, the newest first, with what is made of those that are under way. */
export function Photos({ query }: ViewProps) {
  const filter = { status: query.get('status') ?? '', text: query.get('text') ?? '', page: query.get('page') ?? '' };
  const { value, error } = useAsked<PhotosAnswer>(`photos?${searchOf(filter)}`);
  const go = (change: Partial<typeof filter>) =>
    location.replace(hrefTo('photos', [], { ...filter, page: '', ...change }));
  return (
    <>
      <div class="line">
        <h1>Photos</h1>
        <Upload />
      </div>
      <FilterForm>
        <StatusFilter statuses={STATUSES} value={filter.status} set={(status) => go({ status })} />
        <Search label="Name" value={filter.text} set={(text) => go({ text })} />
      </FilterForm>
      <Problem text={error} />
      {value?.total === 0 && <p class="empty">Upload a photo, and it is developed.</p>}
      <ul id="photos">
        {value?.photos.map((photo) => (
          <Card key={photo.key} photo={photo} />
        ))}
      </ul>
      {value && (
        <Pager
          of="photo"
          page={value.page}
          size={value.size}
          total={value.total}
          turn={(page) => go({ page: String(page) })}
        />
      )}
    </>
  );
}

/** A card: its picture, what became of it, and what was saved. */
function Card({ photo: { key, status, state, reason, variants, metadata } }: { readonly photo: Photo }) {
  const said = [words(status), state ?? reason?.message].filter(Boolean).join(': ');
  return (
    <li class={status.toLowerCase()}>
      <a class="name" href={hrefTo('photo', [key])} title={key}>
        {variants.length > 0 ? (
          <Picture variants={variants} metadata={metadata} sizes={SIZES} alt="" />
        ) : (
          <span class="blank">{status === 'DEVELOPING' ? '' : 'no picture'}</span>
        )}
        <span>{key}</span>
      </a>
      <span class="status">{said}</span>
      {status === 'READY' && variants.length > 0 && (
        <span class="faint">{savedBy(metadata.bytes, smallestShown(variants))}</span>
      )}
    </li>
  );
}

/** The source against what a browser loads of it at most. */
export function savedBy(before: number | undefined, after: number): string {
  if (before === undefined || before <= after) return bytes(after);
  return `${bytes(before)} → ${bytes(after)}, ${Math.round(100 * (1 - after / before))}% saved`;
}
