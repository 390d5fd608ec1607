import type { ResponseShape } from '@safelight/asl/test-state/response-shape';

/**
 * Answers that SDK schemas do not tell, or not in full: Step Functions treats some members in a way of its own, lengths
 * are in no schema, and a client may not be installed. From the API references.
 */

const anything: ResponseShape = { kind: 'any' };
const string: ResponseShape = { kind: 'string' };
const number: ResponseShape = { kind: 'number' };
const bytes = (minLength: number, maxLength: number): ResponseShape => ({ kind: 'string', minLength, maxLength });

const structure = (
  members: Readonly<Record<string, ResponseShape>>,
  required: readonly string[] = [],
): ResponseShape => ({
  kind: 'structure',
  members: Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, () => shape])),
  required,
});

const RESPONSES: Readonly<Record<string, ResponseShape>> = {
  /** The payload is JSON, not bytes. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
  'lambda:invoke': structure({
    StatusCode: number,
    ExecutedVersion: string,
    FunctionError: string,
    LogResult: string,
    Payload: anything,
  }),
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
  'aws-sdk:kms:encrypt': structure({ CiphertextBlob: bytes(1, 6144), EncryptionAlgorithm: string, KeyId: string }),
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
  'aws-sdk:kms:decrypt': structure({ Plaintext: bytes(1, 4096), EncryptionAlgorithm: string, KeyId: string }),
  /** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
  'aws-sdk:secretsmanager:getSecretValue': structure({
    ARN: string,
    CreatedDate: string,
    Name: string,
    SecretBinary: string,
    SecretString: string,
    VersionId: string,
  }),
};

export const documentedResponse = (service: string, action: string): ResponseShape | undefined => {
  const name = `${service}:${action}`;
  return Object.hasOwn(RESPONSES, name) ? RESPONSES[name] : undefined;
};
