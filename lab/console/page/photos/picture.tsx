import type { Variant } from '../../../outcome.ts';
import type { PhotoMetadata } from './answers.ts';
import { offered } from './variants.ts';

interface PictureProps {
  readonly variants: readonly Variant[];
  readonly metadata: PhotoMetadata;
  readonly sizes: string;
  readonly alt: string;
}

export const variantUrl = ({ key }: Variant): string => `/_console/variant?of=${encodeURIComponent(key)}`;

/** A photo as a page would show it: the browser chooses a format and a width. */
export function Picture({ variants, metadata, sizes, alt }: PictureProps) {
  const formats = offered(variants);
  const srcset = (several: readonly Variant[]) => several.map((one) => `${variantUrl(one)} ${one.width}w`).join(', ');
  const last = formats.at(-1)?.[1] ?? [];
  const [first] = last;
  if (!first) return null;
  return (
    <picture>
      {formats.slice(0, -1).map(([format, several]) => (
        <source key={format} type={`image/${format}`} srcset={srcset(several)} sizes={sizes} />
      ))}
      <img
        alt={alt}
        loading="lazy"
        width={first.width}
        height={first.height}
        sizes={sizes}
        srcset={srcset(last)}
        style={{ backgroundColor: metadata.dominantColour ?? '' }}
      />
    </picture>
  );
}
