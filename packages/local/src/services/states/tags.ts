import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { parseArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { resourceMissing, tooManyTags, validationError } from '#services/states/errors.ts';
import { list, text } from '#services/states/input.ts';
import { onMember } from '#services/states/operation.ts';

export type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 50;

export function readTags(input: JsonObject, resourceArn: string): Record<string, string> {
  const tags = (list(input, 'tags') ?? []).map((tag) => [
    text(tag, 'key', { min: 1, max: 128 }),
    text(tag, 'value', { max: 256 }),
  ]);
  if (tags.length > MOST_TAGS) throw tooManyTags(resourceArn);
  return Object.fromEntries(tags);
}

const asList = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Tags of state machines and activities. */
export function tagOperations(context: StatesContext): Unlisted {
  return {
    TagResource: {
      access: onMember('TagResource', 'resourceArn'),
      run: (input) => change(context, input, (tags, arn) => ({ ...tags, ...readTags(input, arn) })),
    },
    UntagResource: {
      access: onMember('UntagResource', 'resourceArn'),
      run(input) {
        const keys = input.tagKeys;
        if (!Array.isArray(keys)) throw validationError("The member 'tagKeys' must be a list of strings");
        return change(context, input, (tags) =>
          Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))),
        );
      },
    },
    ListTagsForResource: {
      access: onMember('ListTagsForResource', 'resourceArn'),
      run(input) {
        const arn = readArn(input);
        const found = context.machines.find(arn) ?? context.activities.find(arn);
        if (!found) throw resourceMissing(arn);
        return { tags: asList(found.tags) };
      },
    },
  };
}

function readArn(input: JsonObject): string {
  const arn = text(input, 'resourceArn', { min: 1 });
  parseArn(arn, 'stateMachine', 'activity');
  return arn;
}

function change(context: StatesContext, input: JsonObject, edit: (tags: Tags, arn: string) => Tags): object {
  const arn = readArn(input);
  const machine = context.machines.find(arn);
  const activity = context.activities.find(arn);
  const tags = { ...edit(machine?.tags ?? activity?.tags ?? {}, arn) };
  if (Object.keys(tags).length > MOST_TAGS) throw tooManyTags(arn);
  if (machine) context.machines.put({ ...machine, tags });
  else if (activity) context.activities.put({ ...activity, tags });
  else throw resourceMissing(arn);
  return {};
}
