import type { ConsoleExtension } from '@safelight/local/console/extension';
import { definitionSources, workflowsIn } from './definitions.ts';
import { studyDefinitions } from './study/definitions.ts';

/** What the lab adds to the console: photos, orders and uploads. */
export const labConsole: ConsoleExtension = {
  title: 'Darkroom',
  pages: new URL('./page/pages.ts', import.meta.url),
  definitions: definitionSources([
    // The first that has a file of that name tells.
    studyDefinitions(new URL('../../study/', import.meta.url)),
    workflowsIn(new URL('../../statemachines/', import.meta.url)),
  ]),
  styles: [new URL('./page/lab.css', import.meta.url)],
  async routes(connection) {
    const [{ connectLab }, { labRoutes }, { streamChanges }, { DynamoDBStreamsClient }] = await Promise.all([
      import('../connect.ts'),
      import('./queries.ts'),
      import('./table-changes.ts'),
      import('@aws-sdk/client-dynamodb-streams'),
    ]);
    const lab = await connectLab(connection);
    const streams = new DynamoDBStreamsClient(connection);
    return labRoutes(lab, (table) => streamChanges({ dynamodb: lab.dynamodb, streams }, table));
  },
};
