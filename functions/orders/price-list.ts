/** Prices of one print in euro cents. A combination that is not listed is not sold. */
export const priceList = {
  '10x15': { matte: 29, glossy: 29 },
  '13x18': { matte: 59, glossy: 59 },
  '20x30': { matte: 399, glossy: 399, 'fine-art': 1290 },
  '30x45': { matte: 899, glossy: 899, 'fine-art': 2490 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

export const currency = 'EUR';

/** Orders that cost more wait until a person approves. In euro cents. */
export const approvalLimitMinor = 25_000;

/** A kind of paper in stock, such as `20x30-fine-art`: its sheets are counted in the stock table. */
export type Sku = `${string}-${string}`;

export interface PricedPaper {
  readonly sku: Sku;
  readonly priceMinor: number;
}

const papersBySize = new Map(
  Object.entries(priceList).map(([size, papers]) => [size, new Map(Object.entries(papers))]),
);

/** The paper that a print needs and its price, or undefined for what is not sold. */
export function pricePaper(size: string, paper: string): PricedPaper | undefined {
  const priceMinor = papersBySize.get(size)?.get(paper);
  return priceMinor === undefined ? undefined : { sku: `${size}-${paper}`, priceMinor };
}

export const allSkus: readonly Sku[] = [...papersBySize].flatMap(([size, papers]) =>
  [...papers.keys()].map((paper): Sku => `${size}-${paper}`),
);
