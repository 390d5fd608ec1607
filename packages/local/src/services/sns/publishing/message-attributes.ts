import { parameterValueInvalid } from '#services/sns/errors.ts';
import type { MessageAttributes } from '#services/sqs/messages/message.ts';

const TYPE = /^(String|Number|Binary)(\.[\w.-]+)?$/;
const MOST_BYTES = 256;

/**
 * Throws ParameterValueInvalid for attributes that no message has.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function checkMessageAttributes(attributes: MessageAttributes): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    checkName(name);
    checkValue(name, attribute);
  }
}

function checkName(name: string): void {
  if (Buffer.byteLength(name) > MOST_BYTES)
    throw parameterValueInvalid('Length of message attribute name must be less than 256 bytes.');
  if (/^\.|\.$|\.\.|[^A-Za-z0-9_.-]/.test(name) || name === '' || /^(aws|amazon)\./i.test(name)) {
    throw parameterValueInvalid(
      `Invalid message attribute name '${name}' was found. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
}

function checkValue(name: string, { DataType: type, StringValue, BinaryValue }: MessageAttributes[string]): void {
  const attribute = `The message attribute '${name}'`;
  if (type === '') throw parameterValueInvalid(`${attribute} must contain non-empty message attribute type.`);
  if (!TYPE.test(type)) {
    throw parameterValueInvalid(
      `${attribute} has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const field = type.startsWith('Binary') ? 'Binary' : 'String';
  const value = field === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined && (StringValue ?? BinaryValue) !== undefined)
    throw parameterValueInvalid(`${attribute} with type '${type}' must use field '${field}'.`);
  if (!value) {
    throw parameterValueInvalid(
      `${attribute} must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type.startsWith('Number') && (value.trim() === '' || Number.isNaN(Number(value))))
    throw parameterValueInvalid(`Could not cast message attribute '${name}' value to number.`);
}
