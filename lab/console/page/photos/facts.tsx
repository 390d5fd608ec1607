import { bytes } from '@safelight/local/console/page/kit/format';
import type { Variant } from '../../../outcome.ts';
import type { PhotoMetadata } from './answers.ts';
import { savedBy } from './photos.tsx';
import { smallestShown, widestShown } from './variants.ts';

interface FactsProps {
  readonly metadata: PhotoMetadata;
  readonly variants: readonly Variant[];
}

/** What was saved, like with like, and the metadata that is kept. */
export function Facts({ metadata: { placeholder, dominantColour, ...rest }, variants }: FactsProps) {
  return (
    <section class="metadata">
      <h2>What is known of it</h2>
      <dl>
        {variants.length > 0 && (
          <>
            <dt>Source, and what a browser loads at most</dt>
            <dd>{savedBy(rest.bytes, smallestShown(variants))}</dd>
            <dt>Of the same width</dt>
            <dd>{sameWidth(variants)}</dd>
          </>
        )}
        {dominantColour !== undefined && (
          <>
            <dt>Dominant colour</dt>
            <dd>
              <span class="swatch" style={{ backgroundColor: dominantColour }} /> {dominantColour}
            </dd>
          </>
        )}
        {placeholder !== undefined && (
          <>
            <dt>Placeholder</dt>
            <dd>
              <img class="placeholder" src={placeholder} alt="" /> {bytes(placeholder.length)}
            </dd>
          </>
        )}
        {Object.entries(rest).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </section>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: unknown }) => (
  <>
    <dt>{name}</dt>
    <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
  </>
);

/** Each format at the largest width, the smallest first. */
function sameWidth(variants: readonly Variant[]): string {
  const sorted = widestShown(variants).toSorted((a, b) => a.bytes - b.bytes);
  return `${sorted[0]?.width ?? 0} px: ${sorted.map((one) => `${one.format} ${bytes(one.bytes)}`).join(', ')}`;
}
