import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { parseExactly } from '#local/events/pattern/exact-number.ts';
import { checkPattern } from '#services/eventbridge/rules/check-pattern.ts';
import { ruleInputs, taking } from '#services/eventbridge/rules/input.ts';
import { rulesPage } from '#services/eventbridge/rules/paging.ts';
import { busArn, busName, DEFAULT_BUS, type EventBus } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';

/** The operations on event buses, and TestEventPattern, which is about none. */
export function busOperations(store: RuleStore, place: Place): Operations {
  const onBus = (action: string) => (input: JsonObject) => [
    {
      action: `events:${action}`,
      resource: busArn(place, busName(typeof input.Name === 'string' ? input.Name : undefined)),
    },
  ];
  const onEverything = (action: string) => () => [{ action: `events:${action}`, resource: '*' }];
  return {
    CreateEventBus: {
      access: onBus('CreateEventBus'),
      ...taking(ruleInputs.createBus, ({ Name, Description }) => {
        const exists = store.buses().some(({ name }) => name === Name);
        if (exists) throw new AwsError('ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
        return { EventBusArn: store.putBus(Name, Description).arn };
      }),
    },
    DescribeEventBus: {
      access: onBus('DescribeEventBus'),
      ...taking(ruleInputs.bus, ({ Name }) => described(store.bus(busName(Name)))),
    },
    DeleteEventBus: {
      access: onBus('DeleteEventBus'),
      ...taking(ruleInputs.bus, ({ Name }) => {
        const name = busName(Name);
        if (name === DEFAULT_BUS) throw new AwsError('ValidationException', 'Cannot delete event bus default.');
        if (store.buses().some((bus) => bus.name === name) && store.rules(name).length > 0) {
          throw new AwsError('ValidationException', `Cannot delete event bus ${name}: it has rules.`);
        }
        store.deleteBus(name);
        return undefined;
      }),
    },
    ListEventBuses: {
      access: onEverything('ListEventBuses'),
      ...taking(ruleInputs.listBuses, ({ NamePrefix: prefix = '', ...paged }) => {
        const buses = store.buses().filter(({ name }) => name.startsWith(prefix));
        const { items, next } = rulesPage(buses, paged);
        return { EventBuses: items.map(described), NextToken: next };
      }),
    },
    TestEventPattern: {
      access: onEverything('TestEventPattern'),
      ...taking(ruleInputs.testPattern, ({ EventPattern, Event }) => {
        return { Result: checkPattern(EventPattern)(parseEvent(Event)) };
      }),
    },
  };
}

const described = ({ name, arn, description, created }: EventBus) => ({
  Name: name,
  Arn: arn,
  Description: description,
  CreationTime: created,
  LastModifiedTime: created,
});

const required = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

function parseEvent(text: string) {
  const event = parseJson(text);
  if (typeof event !== 'object' || event === null)
    throw new AwsError('ValidationException', 'Parameter Event is not valid.');
  const missing = required.find((name) => !Object.hasOwn(event, name));
  if (missing === undefined) return event;
  throw new AwsError('ValidationException', `Parameter Event is not valid. Reason: ${missing} is a required member.`);
}

function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
