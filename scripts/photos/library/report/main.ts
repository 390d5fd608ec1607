import { runCommand } from '@safelight/local/cli/command';
import { exitCodeOf, stopSignal } from '@safelight/local/cli/signals';
import { screenOf } from '@safelight/local/cli/style';
import { connectLab } from '#lab/connect.ts';
import { checkedStage, STAGE_OPTION } from '../../../lib/framework.ts';
import { reportRequestOf } from './request.ts';
import { followReport, startReport } from './run.ts';

await runCommand({
  help: `npm run library:report -- [--prefix PREFIX | --csv LIST --by COLUMN [--sum COLUMN]…] [--stage NAME]
Reports on the library: photos, their bytes before and after, and failures, by camera, month and format; and how many photos have
other variants than today's configuration makes. Prints it as tables, and leaves a table (CSV), a document (JSON) and a chart
(SVG) in the output bucket.
  --prefix P     photos whose keys begin with P alone
  --csv L        reports on a CSV with a header instead: a file here, or s3://BUCKET/KEY in the stage's work bucket
  --by COLUMN    its column to group by
  --sum COLUMN   one to add up; may be repeated
  --stage NAME   dev; with AWS_ENDPOINT_URL set of the system behind that endpoint
Ctrl-C ends this command, not the report. Exit code 1 if there is none.
`,
  ends: true,
  options: {
    ...STAGE_OPTION,
    prefix: { type: 'string' },
    csv: { type: 'string' },
    by: { type: 'string' },
    sum: { type: 'string', multiple: true },
  },
  async run({ stage, ...words }) {
    const request = reportRequestOf(words);
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    const screen = screenOf(process.stdout);
    const executionArn = await startReport(lab, request);
    const interrupted = new AbortController();
    const stopped = stopSignal().then((signal) => {
      interrupted.abort();
      return signal;
    });
    const code = await followReport(lab, executionArn, screen, interrupted.signal);
    if (code !== undefined) return code;
    screen.write(
      `It is still being made, and will be in s3://${lab.names.outputBucket}/reports/${executionArn.split(':').at(-1)}/\n`,
    );
    return exitCodeOf(await stopped);
  },
});
