/** Of each of red, green and blue. */
const LEVELS = 16;
const STEP = 256 / LEVELS;

/**
 * The colour that most of what can be seen has, such as `#0838b8`: the middle of the fullest bin of a histogram of 16 levels a channel.
 * What sharp's `stats()` call dominant; but they tell much else, and take some eight milliseconds for the smallest picture.
 * @param pixels of 8 bits in sRGB, red, green and blue first
 * @param channels bytes of a pixel: 3, or 4 with alpha: a pixel counts as much as can be seen of it
 */
export function dominantColour(pixels: Uint8Array, channels: number): string {
  const bins = new Float64Array(LEVELS ** 3);
  for (let at = 0; at + 2 < pixels.length; at += channels) {
    const [red, green, blue] = [level(pixels[at]), level(pixels[at + 1]), level(pixels[at + 2])];
    const bin = (green * LEVELS + red) * LEVELS + blue;
    bins[bin] = (bins[bin] ?? 0) + (channels === 4 ? (pixels[at + 3] ?? 0) : 255);
  }
  const fullest = bins.indexOf(bins.reduce((most, count) => Math.max(most, count), 0));
  const [red, green] = [Math.floor(fullest / LEVELS) % LEVELS, Math.floor(fullest / LEVELS ** 2)];
  return `#${[red, green, fullest % LEVELS].map(hex).join('')}`;
}

const level = (value = 0) => Math.floor(value / STEP);
const hex = (value: number) => (value * STEP + STEP / 2).toString(16).padStart(2, '0');
