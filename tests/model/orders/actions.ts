import { answerApproval, holdApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import { placed } from '#tests/support/orders/samples.ts';
import type { Dice } from './dice.ts';
import type { Lab } from './lab.ts';
import { isOver } from './watch.ts';
import { randomWeather } from './weather.ts';

/** One thing that happens to the system. Answers what it was, for the log. */
type Action = (lab: Lab, dice: Dice) => Promise<string>;

const cards = [
  'tok_visa',
  'tok_visa',
  'tok_visa',
  'tok_declined',
  'tok_timeout',
  'tok_late',
  'tok_very_late',
  'tok_twice',
] as const;
interface Paper {
  readonly size: string;
  readonly paper: string;
  /** Of one line: small stocks run out at times. */
  readonly most: number;
}

const papers: readonly [Paper, ...Paper[]] = [
  { size: '10x15', paper: 'matte', most: 12 },
  { size: '20x30', paper: 'matte', most: 5 },
  { size: '30x45', paper: 'fine-art', most: 16 },
];
const unsold: Paper = { size: '10x15', paper: 'papyrus', most: 1 };
const developed = ['cat.jpg', 'dog.jpg'] as const;
const undeveloped = ['fog.jpg', 'gone.jpg'] as const;

const place: Action = async ({ world, orders }, dice) => {
  const lines = Array.from({ length: dice.between(1, 3) }, () => {
    const { size, paper, most } = dice.chance(0.98) ? dice.oneOf(papers) : unsold;
    return {
      photo: dice.oneOf(dice.chance(0.95) ? developed : undeveloped),
      size,
      paper,
      quantity: dice.between(1, most),
    };
  });
  const isPoison = dice.chance(0.03);
  const order = placed({
    orderId: `o${orders().length + 1}`,
    card: dice.oneOf(cards),
    lines,
    ...(isPoison && { version: 0 }),
  });
  await world.put('orders', order);
  return `place ${order.orderId} with ${order.card}${isPoison ? ', poisoned' : ''}`;
};

const passTime: Action = async ({ world }, dice) => {
  const seconds = dice.oneOf([0.1, 1, 3, 10, 40, 600, 3600, 100_000]);
  await world.clock.sleep(seconds * 1000);
  return `${seconds} s pass`;
};

/** People may be too late, and are told so. */
async function tried(what: string, act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return what;
  } catch (error) {
    if (error instanceof Error && ['TooLate', 'AlreadyAnswered'].includes(error.name)) return `${what}: ${error.name}`;
    throw error;
  }
}

const someOrder = ({ orders }: Lab, dice: Dice): string | undefined => {
  const found = dice.anyOf(orders());
  return found && String(found.orderId);
};

const waitingOrder = ({ orders }: Lab, dice: Dice): string | undefined => {
  const found = dice.anyOf(orders().filter(({ status }) => status === 'AWAITING_APPROVAL'));
  return found && String(found.orderId);
};

const answer =
  (decision: 'APPROVE' | 'REFUSE'): Action =>
  async (lab, dice) => {
    const orderId = waitingOrder(lab, dice) ?? someOrder(lab, dice);
    return orderId === undefined
      ? 'nobody to answer'
      : tried(`${decision} ${orderId}`, answerApproval(lab.tools, orderId, decision));
  };

const hold: Action = async (lab, dice) => {
  const orderId = waitingOrder(lab, dice);
  return orderId === undefined ? 'nobody to hold' : tried(`hold ${orderId}`, holdApproval(lab.tools, orderId));
};

const cancel: Action = async (lab, dice) => {
  const orderId = someOrder(lab, dice);
  return orderId === undefined ? 'nothing to cancel' : tried(`cancel ${orderId}`, cancelOrder(lab.tools, orderId));
};

const abort: Action = async ({ world }, dice) => {
  const execution = dice.anyOf([...world.running.values()]);
  execution?.stop('Stopped', 'by a person');
  return execution ? 'stop an execution' : 'nothing to stop';
};

const restart: Action = async (lab, dice) => {
  const order = dice.anyOf(lab.orders().filter(({ status, version }) => !isOver(status) && version !== 0));
  if (!order) return 'nothing to restart';
  const attempt = Number(order.attempt ?? 1) + dice.between(0, 1);
  const { said } = await lab.restart(String(order.orderId), attempt);
  return `restart ${order.orderId} as ${attempt}: ${said}`;
};

const weighted: readonly (readonly [weight: number, action: Action])[] = [
  [6, place],
  [6, async ({ deliverNew }) => deliverNew().then(() => 'deliver')],
  [1, async ({ deliverAgain }) => deliverAgain().then(() => 'deliver again')],
  [6, passTime],
  [2, answer('APPROVE')],
  [1, answer('REFUSE')],
  [1, hold],
  [2, cancel],
  [1, abort],
  [1, restart],
  [1, async ({ replay }, dice) => `replay, ${await replay(dice.between(1, 2))} left`],
  [
    3,
    async ({ sky }, dice) => {
      sky.weather = randomWeather(dice);
      return `weather: ${JSON.stringify(sky.weather)}`;
    },
  ],
];

const hat: readonly Action[] = weighted.flatMap(([weight, action]) => Array.from({ length: weight }, () => action));

export const randomAction = (dice: Dice): Action => dice.anyOf(hat) ?? place;
