import { hrefTo } from '@safelight/local/console/page/frame/address';
import { tell } from '@safelight/local/console/page/frame/ask';
import type { ViewProps } from '@safelight/local/console/page/frame/page';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Act } from '@safelight/local/console/page/kit/act';
import { copy } from '@safelight/local/console/page/kit/copy';
import { Missing } from '@safelight/local/console/page/kit/missing';
import { Status } from '@safelight/local/console/page/kit/status';
// begin orders
import { OrderPrint } from '../orders/order-print.tsx';
// end orders
import type { Photo } from './answers.ts';
import { Compare } from './compare.tsx';
import { Facts } from './facts.tsx';
import { VariantTable } from './variant-table.tsx';
import { pictureSnippet } from './variants.ts';

/** `#/photo/KEY`: one photo, large, with all that is known of it. */
export function PhotoPage({ parts: [key = ''] }: ViewProps) {
  const { value, error } = useAsked<Photo>(`photo?of=${encodeURIComponent(key)}`);
  if (!value) return <Missing list={['photos', 'Photos']} title={key} text={error} />;
  const { status, state, reason, executionArn, variants } = value;
  return (
    <article class="photo">
      <header class="title">
        <p class="faint">
          <a href={hrefTo('photos')}>Photos</a>
        </p>
        <div class="line">
          <h1>{key}</h1>
          <Status status={status} />
          <Actions photo={value} />
        </div>
        {reason && <p class="failure">{reason.message}</p>}
        <p class="facts">
          {state !== undefined && <span>in {state}</span>}
          {executionArn !== undefined && <a href={hrefTo('execution', [executionArn])}>How it was developed</a>}
        </p>
      </header>
      {variants.length > 0 && (
        <>
          <Compare photo={value} />
          <VariantTable variants={variants} />
        </>
      )}
      <Facts metadata={value.metadata} variants={variants} />
      {/* begin orders */}
      {status === 'READY' && <OrderPrint photo={key} />}
      {/* end orders */}
    </article>
  );
}

function Actions({ photo: { key, variants } }: { readonly photo: Photo }) {
  const remove = async () => {
    await tell(`photo?of=${encodeURIComponent(key)}`, {}, 'DELETE');
    location.hash = hrefTo('photos');
    return `${key} is deleted, and what was made from it.`;
  };
  return (
    <div class="actions">
      <a class="button" href={`/_console/source?of=${encodeURIComponent(key)}`} download={key.split('/').at(-1)}>
        Download
      </a>
      {variants.length > 0 && (
        <Act
          run={() => copy(pictureSnippet(variants, 'https://OUTPUT-BUCKET.s3.amazonaws.com'), 'The <picture> snippet')}
        >
          Copy {'<picture>'}
        </Act>
      )}
      <Act kind="danger" sure="Delete this photo?" run={remove}>
        Delete
      </Act>
    </div>
  );
}
