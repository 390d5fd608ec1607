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
  if (variants.length === 0 && placeholder === undefined && Object.keys(rest).length === 0) return null;
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
        {factsOf(rest).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </section>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: unknown }) => (
  <>
    <dt>{labelOf(name)}</dt>
    <dd>{name === 'bytes' ? `${Number(value).toLocaleString()} bytes` : wordOf(value)}</dd>
  </>
);

/** Each value by its name; of what holds several, by the names that lead to it. */
const factsOf = (metadata: object, above = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(metadata).flatMap(([name, value]) =>
    isHolder(value) ? factsOf(value, `${above}${name} `) : [[`${above}${name}`, value] as const],
  );

const isHolder = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Exif exposure f number` of `exif exposure fNumber`. */
function labelOf(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}

const wordOf = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
};

/** Each format at the largest width, the smallest first. */
function sameWidth(variants: readonly Variant[]): string {
  const sorted = widestShown(variants).toSorted((a, b) => a.bytes - b.bytes);
  return `${sorted[0]?.width ?? 0} px: ${sorted.map((one) => `${one.format} ${bytes(one.bytes)}`).join(', ')}`;
}
