import { runCommand } from '@safelight/local/cli/command';
import { connectLab } from '#lab/connect.ts';
import { checkedStage, STAGE_OPTION } from '../lib/framework.ts';
import { answerTo } from './answer.ts';
import { printed } from './print.ts';

const DEFAULT_ENDPOINT = 'http://127.0.0.1:4566';

await runCommand({
  help: `npm run cost [-- --execution ARN | --photo KEY | --order ID | --since TIME] [--prices FILE] [--price KIND=DOLLARS …] [--json]
What a running system (AWS_ENDPOINT_URL, or ${DEFAULT_ENDPOINT}) has used since it started, as AWS would bill it.
  --execution ARN   one execution, and all that it led to
  --photo KEY       the execution that develops a photo
  --order ID        the execution that fulfils an order
  --since TIME      only what was used since then, such as 2026-11-28T12:00:00Z, by the minute
  --price K=USD     another price for one unit, such as states.transition=0.00003; may be repeated
  --prices FILE     prices of another region: a JSON document {KIND: DOLLARS, …}, for one unit each
  --stage NAME      whose photos and orders (dev)
  --json            one document for programs
Prices are those of us-east-1 as docs/cost.md has them, without the lower prices for much. Not counted: storage, alarms.
`,
  options: {
    ...STAGE_OPTION,
    execution: { type: 'string' },
    photo: { type: 'string' },
    order: { type: 'string' },
    since: { type: 'string' },
    price: { type: 'string', multiple: true, default: [] },
    prices: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  async run({ stage, json, ...asked }) {
    const endpoint = process.env.AWS_ENDPOINT_URL ?? DEFAULT_ENDPOINT;
    const stackName = `darkroom-${checkedStage(stage)}`;
    const lab = () => connectLab({ stackName, endpoint });
    const cost = await answerTo(asked, endpoint, lab);
    process.stdout.write(json ? `${JSON.stringify(cost)}\n` : printed(cost));
    return 0;
  },
});
