import { isJsonObject } from '@safelight/asl/json';

/**
 * An answer in a form in which only what AWS promises is left: members by name, sets sorted, numbers by value, and what
 * messages list in no order sorted too.
 */
export function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value === 'string') return sortedNames(value);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, member(name, value[name])]));
}

function member(name: string, value: unknown): unknown {
  if (name === 'N' && typeof value === 'string') return number(value);
  if (!Array.isArray(value) || !['SS', 'NS', 'BS'].includes(name)) return normal(value);
  return value.map((one) => (name === 'NS' ? number(String(one)) : String(one))).toSorted();
}

/** DynamoDB Local answers a number in a document as it was written: here 5.0 is 5. */
function number(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign === '-' ? '-' : ''}${kept}e${Number(power) - fraction.length + digits.length - kept.length}`;
}

/** AWS names several keys or attributes in no order: `keys: {:b, :a}`. */
const sortedNames = (message: string) =>
  message.replace(
    /(keys: \{|filter attributes: \[|does not project \[)([^}\]]*)/,
    (_, before: string, names: string) => before + names.split(', ').toSorted().join(', '),
  );

/** Items in an order of their own, where AWS promises none. */
export const unordered = (items: readonly unknown[]): readonly unknown[] =>
  items.map(normal).toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
