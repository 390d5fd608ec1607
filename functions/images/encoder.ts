import type { Sharp } from 'sharp';
import { FORMATS, type FormatConfig } from '../shared/formats.ts';

/**
 * The last step of a pipeline. A format without alpha is laid on a background: without one its transparent pixels would
 * turn black.
 */
export const encoder = (picture: Sharp, config: FormatConfig, background: string): Sharp =>
  encoded(FORMATS[config.format].alpha ? picture : picture.flatten({ background }), config);

function encoded(picture: Sharp, { format, ...settings }: FormatConfig): Sharp {
  switch (format) {
    case 'avif':
      return picture.avif(settings);
    case 'webp':
      return picture.webp(settings);
    case 'jpeg':
      return picture.jpeg(settings);
  }
}
