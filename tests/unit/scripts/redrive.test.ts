import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { redrivePhotos } from '../../../scripts/lib/redrive.ts';

const ARN = 'arn:execution';
const input = JSON.stringify({ detail: { object: { key: 'cat.jpg' } } });

interface Case {
  readonly execution: {
    readonly status: string;
    readonly redriveStatus?: string;
    readonly redriveStatusReason?: string;
  };
  /** Types of the last events, the last first. */
  readonly events?: readonly string[];
  readonly row?: { readonly status: string; readonly executionArn: string };
  /** Another one, which cannot be looked at. */
  readonly unreadable?: string;
}

/** A lab with one execution that ended before its work was done. */
function labWith({ execution, events = [], row, unreadable }: Case) {
  const made: string[] = [];
  const answers: Record<string, (input: Record<string, unknown>) => object> = {
    ListExecutionsCommand: ({ stateMachineArn, statusFilter }) => ({
      executions:
        stateMachineArn === 'processing' && statusFilter === execution.status
          ? [unreadable ?? [], ARN].flat().map((executionArn) => ({ executionArn }))
          : [],
    }),
    DescribeExecutionCommand: ({ executionArn }) => {
      if (executionArn === unreadable) throw new Error('Rate exceeded');
      return { executionArn: ARN, stateMachineArn: 'processing', input, ...execution };
    },
    GetExecutionHistoryCommand: () => ({ events: events.map((type) => ({ type })) }),
    GetCommand: () => ({ Item: row }),
    RedriveExecutionCommand: () => ({}),
    StartExecutionCommand: () => ({}),
  };
  const send = async (command: { readonly input: Record<string, unknown> }) => {
    const { name } = command.constructor;
    if (name.startsWith('Redrive') || name.startsWith('Start')) made.push(name);
    return answers[name]?.(command.input);
  };
  const names = { imageProcessing: 'processing', imageRemoval: 'removal', imagesTable: 'images' };
  // The paginator wants a client of its own kind.
  const states = Object.assign(Object.create(SFNClient.prototype), { send });
  return { lab: { states, dynamodb: { send }, names } as unknown as Lab, made };
}

const failedByTheLab = {
  execution: { status: 'FAILED', redriveStatus: 'REDRIVABLE' },
  events: ['ExecutionFailed', 'FailStateEntered'],
};
const late = {
  status: 'ABORTED',
  redriveStatus: 'NOT_REDRIVABLE',
  redriveStatusReason: 'Execution redrivable period exceeded',
};

describe('an execution that ended before its work was done', () => {
  it.each<[string, Case, string[], number, string[]]>([
    [
      'is redriven when it ran out of time',
      { execution: { status: 'TIMED_OUT', redriveStatus: 'REDRIVABLE' } },
      ['RedriveExecutionCommand'],
      0,
      ['cat.jpg (TIMED_OUT): redriven'],
    ],
    [
      'is redriven when it failed half way',
      { execution: { status: 'FAILED', redriveStatus: 'REDRIVABLE' }, events: ['ExecutionFailed', 'TaskFailed'] },
      ['RedriveExecutionCommand'],
      0,
      ['cat.jpg (FAILED): redriven'],
    ],
    [
      'is started again when it recorded that the lab failed: redriven it would fail once more',
      { ...failedByTheLab, row: { status: 'FAILED', executionArn: ARN } },
      ['StartExecutionCommand'],
      0,
      ['cat.jpg (FAILED): started again'],
    ],
    [
      'is left alone when another execution has the photo by now',
      { ...failedByTheLab, row: { status: 'FAILED', executionArn: 'arn:another' } },
      [],
      0,
      [],
    ],
    [
      'is left alone when only nobody was told',
      { ...failedByTheLab, row: { status: 'READY', executionArn: ARN } },
      [],
      0,
      [],
    ],
    [
      'is left to people when it is too late',
      { execution: late, row: { status: 'DEVELOPING', executionArn: ARN } },
      [],
      1,
      [`cat.jpg (ABORTED): ${late.redriveStatusReason}: upload it again`],
    ],
    ['is nobody’s when it is too late and the photo is another’s', { execution: late }, [], 0, []],
  ])('%s', async (_, given, made, left, said) => {
    const { lab, made: calls } = labWith(given);
    const lines: string[] = [];
    expect(await redrivePhotos(lab, { dryRun: false, say: (line) => lines.push(line) })).toBe(left);
    expect({ calls, lines }).toEqual({ calls: made, lines: said });
  });

  it('is helped beside one that cannot be looked at, which is named and left', async () => {
    const { lab, made } = labWith({
      ...{ execution: { status: 'ABORTED', redriveStatus: 'REDRIVABLE' }, unreadable: 'arn:unreadable' },
    });
    const lines: string[] = [];
    expect(await redrivePhotos(lab, { dryRun: false, say: (line) => lines.push(line) })).toBe(1);
    expect({ made, lines }).toEqual({
      made: ['RedriveExecutionCommand'],
      lines: ['arn:unreadable: Rate exceeded', 'cat.jpg (ABORTED): redriven'],
    });
  });

  it('is only told of in a dry run', async () => {
    const { lab, made } = labWith({ execution: { status: 'ABORTED', redriveStatus: 'REDRIVABLE' } });
    const lines: string[] = [];
    expect(await redrivePhotos(lab, { dryRun: true, say: (line) => lines.push(line) })).toBe(1);
    expect({ made, lines }).toEqual({ made: [], lines: ['cat.jpg (ABORTED): would be redriven'] });
  });
});
