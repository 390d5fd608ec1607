import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { allSkus } from '../../functions/orders/price-list.ts';
import { addSheets } from '../../functions/orders/stock.ts';
import { eachOf } from '../lib/each-of.ts';
import { STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { documentsClient, orderNames } from './stage.ts';

await runCommand({
  help: `npm run orders:stock -- SHEETS [--sku NAME] [--stage NAME]
Adds sheets of paper to the stock, of one kind or of every kind.
  --sku   ${allSkus.join(', ')}
`,
  options: { ...STAGE_OPTION, sku: { type: 'string' } },
  operands: ['SHEETS'],
  async run({ stage, sku }, [sheets = '']) {
    if (!/^[1-9]\d{0,6}$/.test(sheets)) throw new UsageError(`SHEETS is a number from 1 to 9999999, not ${sheets}.`);
    const skus = allSkus.filter((known) => sku === undefined || known === sku);
    if (skus.length === 0) throw new UsageError(`There is no paper ${sku}. See --help`);
    const { stockTable } = orderNames(stage);
    const documents = documentsClient();
    const failed = await eachOf(skus, String, async (each) =>
      say(`${each}: ${await addSheets({ documents, stockTable }, each, Number(sheets))} available`),
    );
    return failed === 0 ? 0 : 1;
  },
});
