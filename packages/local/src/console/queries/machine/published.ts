import {
  DescribeStateMachineAliasCommand,
  ListActivitiesCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** The newest of each that a page shows. */
const SHOWN = 50;

/**
 * `GET machine/published?of=ARN`: the newest versions of a state machine, its aliases with where they lead, and its tags;
 * `POST machine/publish?of=ARN` makes a version of what it is now; `GET activities`.
 */
export function publishedRoutes(states: SFNClient): ConsoleRoutes {
  return {
    async 'GET machine/published'({ of: stateMachineArn }) {
      const asked = { stateMachineArn, maxResults: SHOWN };
      const [{ stateMachineVersions = [] }, { stateMachineAliases = [] }, { tags = [] }] = await Promise.all([
        states.send(new ListStateMachineVersionsCommand(asked)),
        states.send(new ListStateMachineAliasesCommand(asked)),
        states.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn })),
      ]);
      const aliases = await Promise.all(stateMachineAliases.map((one) => aliasOf(states, one.stateMachineAliasArn)));
      return { kind: 'json', value: { versions: stateMachineVersions, aliases, tags } };
    },
    async 'POST machine/publish'({ of: stateMachineArn }) {
      const { stateMachineVersionArn } = await states.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
      return { kind: 'json', value: { stateMachineVersionArn } };
    },
    async 'GET activities'() {
      const { activities = [] } = await states.send(new ListActivitiesCommand({ maxResults: SHOWN }));
      return { kind: 'json', value: activities };
    },
  };
}

async function aliasOf(states: SFNClient, stateMachineAliasArn: string | undefined) {
  const { name, routingConfiguration = [] } = await states.send(
    new DescribeStateMachineAliasCommand({ stateMachineAliasArn }),
  );
  return { name, stateMachineAliasArn, routingConfiguration };
}
