import { invalidMessageContents, invalidParameter, missingParameter } from '#services/sqs/errors.ts';
import type { SendInput } from '#services/sqs/input.ts';
import { type MessageAttributes, messageSize } from '#services/sqs/messages/message.ts';
import type { Queue } from '#services/sqs/queue.ts';

const MOST_ATTRIBUTES = 10;
const ID = /^[!-~]{1,128}$/;
const TYPE = /^(String|Number|Binary)(\.[\w.-]+)?$/;
const NAME = /^(?!\.|(?:aws|amazon)\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i;

/** What XML can hold: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

const OTHER_KIND = 'The request include parameter that is not valid for this queue type';

/** Throws InvalidParameterValue, InvalidMessageContents or MissingParameter for what a queue does not take. */
export function checkMessage(queue: Queue, input: SendInput): void {
  const { MessageBody: body, MessageAttributes: attributes } = input;
  const most = Number(queue.attributes().MaximumMessageSize);
  if (body === '') throw missingParameter('MessageBody');
  if (messageSize(body, attributes) > most)
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  if (FORBIDDEN.test(body)) throw invalidMessageContents();
  checkAttributes(attributes);
  checkDelay(input, queue.isFifo);
  for (const name of ['MessageGroupId', 'MessageDeduplicationId'] as const) checkId(name, input[name]);
  if (queue.isFifo && input.MessageGroupId === undefined) throw missingParameter('MessageGroupId');
  // Groups are of standard queues too, which are fair then.
  if (!queue.isFifo && input.MessageDeduplicationId !== undefined)
    throw invalidValue('MessageDeduplicationId', input.MessageDeduplicationId, OTHER_KIND);
}

const invalidValue = (name: string, value: string | number, reason: string) =>
  invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}.`);

/** The messages of a FIFO queue have the delay of the queue. */
function checkDelay({ DelaySeconds: delay = 0 }: SendInput, isFifo: boolean): void {
  if (delay < 0 || delay > 900) throw invalidValue('DelaySeconds', delay, 'DelaySeconds must be >= 0 and <= 900');
  if (isFifo && delay > 0) throw invalidValue('DelaySeconds', delay, OTHER_KIND);
}

function checkId(name: string, id: string | undefined): void {
  if (id === undefined || ID.test(id)) return;
  throw invalidValue(name, id, `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length`);
}

function checkAttributes(attributes: MessageAttributes): void {
  const all = Object.entries(attributes);
  if (all.length > MOST_ATTRIBUTES) {
    throw invalidParameter(
      `Number of message attributes [${all.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`,
    );
  }
  for (const [name, { DataType: type, StringValue, BinaryValue }] of all) {
    if (!NAME.test(name)) {
      throw invalidParameter(
        `Message (user) attribute name '${name}' is invalid. It can contain only A-Z, a-z, 0-9, underscore, hyphen and period, which must neither begin nor end it nor follow another.`,
      );
    }
    if (!TYPE.test(type)) {
      throw invalidParameter(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    }
    if (!(type.startsWith('Binary') ? BinaryValue : StringValue))
      throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
  }
}
