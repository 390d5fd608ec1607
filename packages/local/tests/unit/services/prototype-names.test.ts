import { describe, expect, it } from 'vitest';
import { parseQueryInput } from '#gateway/dispatch/query-input.ts';
import type { EventBridgeEvent } from '#local/events/event.ts';
import { targetInput } from '#services/eventbridge/input/target-input.ts';
import { readUploadForm } from '#services/s3/post/form-data.ts';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const event: EventBridgeEvent = {
  ...{ version: '0', id: 'id', 'detail-type': 'a', source: 'b', account: '0', time: 't', region: 'r' },
  ...{ resources: [], detail: {} },
};

async function* form(name: string) {
  yield Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\nvalue\r\n`);
  yield Buffer.from('--x\r\ncontent-disposition: form-data; name="file"\r\n\r\nbytes\r\n--x--');
}

describe.each(NAMES)('%s is a name like any other', (name) => {
  it('of a form field', async () => {
    const { fields } = await readUploadForm('multipart/form-data; boundary=x', form(name));
    expect(Object.entries(fields)).toEqual([[name.toLowerCase(), 'value']]);
  });

  it('of a parameter of the query protocol', () => {
    expect(Object.entries(parseQueryInput(new URLSearchParams([[name, 'value']])))).toEqual([[name, 'value']]);
  });

  it('of a variable that an input template does not know', () => {
    const target = { Id: 't', Arn: 'a', InputTransformer: { InputTemplate: `"<${name}>"` } };
    const text = targetInput(target, event, { ruleArn: 'a', ruleName: 'n', ingestionTime: 't' });
    expect(text).toBe('""');
  });
});
