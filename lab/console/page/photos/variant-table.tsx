import { bytes } from '@safelight/local/console/page/kit/format';
import type { Variant } from '../../../outcome.ts';
import { variantUrl } from './picture.tsx';

/** Every variant, by format and width. */
export function VariantTable({ variants }: { readonly variants: readonly Variant[] }) {
  const widths = [...new Set(variants.map(({ width }) => width))];
  const formats = [...Map.groupBy(variants, ({ format }) => format)];
  return (
    <section class="variants">
      <h2>Variants</h2>
      <div class="wide">
        <table class="list">
          <thead>
            <tr>
              <th>Format</th>
              {widths.map((width) => (
                <th key={width} class="number">
                  {width} px
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {formats.map(([format, several]) => (
              <tr key={format}>
                <th scope="row">{nameOf(format, several)}</th>
                {widths.map((width) => (
                  <td key={width} class="number">
                    <Cell variant={several.find((one) => one.width === width)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Cell = ({ variant }: { readonly variant: Variant | undefined }) =>
  variant ? <a href={variantUrl(variant)}>{bytes(variant.bytes)}</a> : null;

const nameOf = (format: string, [first]: readonly Variant[]) =>
  (first?.frames ?? 1) > 1 ? `${format}, ${first?.frames} frames` : format;
