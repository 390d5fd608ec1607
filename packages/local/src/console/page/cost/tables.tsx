import type { Cost } from '#local/usage/bill/cost.ts';
import { Scroll } from '../kit/scroll.tsx';
import { dollars } from './dollars.ts';

const shown = (count: number) => (Number.isInteger(count) ? count.toLocaleString() : count.toPrecision(6));

/** What was used of which service, at what price. */
export function Lines({ cost: { lines, byService, dollars: total } }: { readonly cost: Cost }) {
  return (
    <Scroll as="section" class="wide" label="Bill">
      <table class="list" id="bill">
        <thead>
          <tr>
            {['Service', 'What', 'Used', 'Cost', 'Service in all'].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, service, what, count, unit, dollars: amount }, at) => (
            <tr key={kind}>
              <td class="name">{service}</td>
              <td>{what}</td>
              <td class="number">
                {shown(count)} {count === 1 || unit === 'GB' ? unit : `${unit}s`}
              </td>
              <td class="number">{dollars(amount)}</td>
              <td class="number">{lines[at - 1]?.service === service ? '' : dollars(byService[service] ?? 0)}</td>
            </tr>
          ))}
          <tr>
            <td class="name" colSpan={3}>
              In all
            </td>
            <td class="number">{dollars(total)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

/** What belongs to which state, what its functions and children have used included; the dearest first. */
export function States({ cost: { byState } }: { readonly cost: Cost }) {
  return (
    <>
      <h3>By state</h3>
      <table class="list" id="states">
        <tbody>
          {byState.map(({ state, dollars: amount }) => (
            <tr key={state}>
              <td>{state}</td>
              <td class="number">{dollars(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
