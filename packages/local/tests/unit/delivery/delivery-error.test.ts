import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { deliveryError } from '#local/delivery/delivery-error.ts';

const named = (name: string) => Object.assign(new Error('said so'), { name });

describe('a failed delivery', () => {
  it.each([
    [named('AccessDeniedException'), 'NO_PERMISSIONS', false],
    [named('AuthorizationErrorException'), 'NO_PERMISSIONS', false],
    [new AwsError('AccessDeniedException', 'not trusted'), 'NO_PERMISSIONS', false],
    [named('StateMachineDoesNotExist'), 'NO_RESOURCE', false],
    [named('ResourceNotFoundException'), 'NO_RESOURCE', false],
    [named('QueueDoesNotExist'), 'NO_RESOURCE', false],
    [named('ValidationException'), 'INVALID_PARAMETER', false],
    [named('InvalidExecutionInput'), 'INVALID_PARAMETER', false],
    [named('TooManyRequestsException'), 'SDK_CLIENT_ERROR', true],
    [named('ThrottlingException'), 'SDK_CLIENT_ERROR', true],
    [named('TimeoutError'), 'SDK_CLIENT_ERROR', true],
    ['a text', 'SDK_CLIENT_ERROR', true],
  ])('by %s has the code %s', (error, code, retryable) => {
    expect(deliveryError(error)).toMatchObject({ code, retryable });
  });
});
