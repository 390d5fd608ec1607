import { SFNClient } from '@aws-sdk/client-sfn';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { answerApproval, holdApproval } from '../../functions/orders/approval.ts';
import { STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { documentsClient, orderNames } from './stage.ts';

await runCommand({
  help: `npm run orders:approve -- ORDER (--approve | --refuse | --hold) [--reason TEXT] [--stage NAME]
Answers an order that waits for approval.
  --approve, --refuse   the answer; the same answer may be given again, another one is refused
  --hold                says that a person is on it: the order waits another day before it expires
  --reason TEXT         kept on the order
`,
  options: {
    ...STAGE_OPTION,
    approve: { type: 'boolean', default: false },
    refuse: { type: 'boolean', default: false },
    hold: { type: 'boolean', default: false },
    reason: { type: 'string' },
  },
  operands: ['ORDER'],
  async run({ stage, approve, refuse, hold, reason }, [orderId = '']) {
    if ([approve, refuse, hold].filter(Boolean).length !== 1) {
      throw new UsageError('Say one of --approve, --refuse and --hold.');
    }
    if (hold && reason !== undefined) throw new UsageError('--reason goes with an answer, not with --hold.');
    const { ordersTable } = orderNames(stage);
    const deps = { documents: documentsClient(), ordersTable, states: new SFNClient({}), now: Date.now };
    if (hold) await holdApproval(deps, orderId);
    else await answerApproval(deps, orderId, approve ? 'APPROVE' : 'REFUSE', reason);
    say(`${orderId}: ${hold ? 'held' : approve ? 'approved' : 'refused'}`);
    return 0;
  },
});
