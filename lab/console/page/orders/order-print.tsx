import { tell } from '@safelight/local/console/page/frame/ask';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Act } from '@safelight/local/console/page/kit/act';
import { useState } from 'preact/hooks';
import { money } from './money.ts';

type Prices = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Form that orders prints of a photo. */
export function OrderPrint({ photo }: { readonly photo: string }) {
  const { value: prices } = useAsked<Prices>('orders/prices');
  const [kind, setKind] = useState('10x15 matte');
  const [quantity, setQuantity] = useState(1);
  const kinds = Object.entries(prices ?? {}).flatMap(([size, papers]) =>
    Object.entries(papers).map(([paper, minor]) => ({ name: `${size} ${paper}`, minor })),
  );
  const place = async () => {
    const [size, paper] = kind.split(' ');
    const { orderId } = await tell<{ orderId: string }>('orders/place', { photo, size, paper, quantity });
    return `${orderId} is placed.`;
  };
  return (
    <fieldset class="print">
      <legend>Order a print</legend>
      <label>
        Print
        <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
          {kinds.map(({ name, minor }) => (
            <option key={name} value={name}>
              {name}, {money(minor, 'EUR')}
            </option>
          ))}
        </select>
      </label>
      <label>
        Quantity
        <input
          type="number"
          min={1}
          max={500}
          value={quantity}
          onInput={({ currentTarget }) => setQuantity(Number(currentTarget.value))}
        />
      </label>
      <Act kind="main" run={place}>
        Order
      </Act>
    </fieldset>
  );
}
