import { operand, path } from './conditions.ts';
import type { Placeholders } from './placeholders.ts';
import type { Random } from './random.ts';
import { anyValue } from './values.ts';

const TARGETS = [
  'n',
  's',
  'l',
  'm',
  'ss',
  'ns',
  'bs',
  'zz',
  'yy',
  'l[0]',
  'l[1]',
  'l[7]',
  'm.x',
  'm.q',
  'm.y.z',
  'm.y.z[0]',
  'm.y.q',
  'zz.a',
  'n.a',
  'id',
];

const target = (random: Random, into: Placeholders): string =>
  random.pick(TARGETS).replace(/^[a-z]+|(?<=\.)[a-z]+/g, (name) => into.name(name));

const number = (random: Random, into: Placeholders): string =>
  random.chance(0.5)
    ? random.pick(['n', 'm.x', 'l[1]'])
    : into.value({ N: random.pick(['1', '-2.5', '1e30', '0.1', '5']) });

const list = (random: Random, into: Placeholders): string =>
  random.chance(0.6) ? random.pick(['l', 'm.y.z']) : into.value({ L: [{ S: 'new' }] });

function assigned(random: Random, into: Placeholders): string {
  switch (random.below(7)) {
    case 0:
    case 1:
      return `${number(random, into)} ${random.pick(['+', '-'])} ${number(random, into)}`;
    case 2:
      return `if_not_exists(${path(random, into)}, ${operand(random, into).replace(/^size\((.*)\)$/, '$1')})`;
    case 3:
      return `list_append(${list(random, into)}, ${list(random, into)})`;
    case 4:
      return random.chance(0.9) ? path(random, into) : operand(random, into);
    default:
      return into.value(anyValue(random, 0.01));
  }
}

const amount = (random: Random) =>
  random.pick([
    { N: '1' },
    { N: '-0.5' },
    { SS: ['a'] },
    { SS: ['new', 'text'] },
    { NS: ['5', '7'] },
    { BS: ['YQ=='] },
    { SS: ['a', 'text'] },
    anyValue(random),
  ]);

/** An update expression of one to three sections. */
export function update(random: Random, into: Placeholders): string {
  const sections = random.shuffled(['SET', 'REMOVE', 'ADD', 'DELETE', 'SET']).slice(0, 1 + random.below(2));
  return [...new Set(sections)]
    .map((section) => {
      const actions = random.some(2, () => {
        const where = target(random, into);
        if (section === 'SET') return `${where} = ${assigned(random, into)}`;
        return section === 'REMOVE' ? where : `${where} ${into.value(amount(random))}`;
      });
      return `${section} ${actions.join(', ')}`;
    })
    .join(' ');
}
