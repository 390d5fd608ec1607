import { describe, expect, it } from 'vitest';
import { parseQueryInput } from '#gateway/dispatch/query-input.ts';

describe('parseQueryInput', () => {
  it.each([
    { form: 'Name=a%20b', input: { Name: 'a b' } },
    { form: 'Tags.member.1.Key=a&Tags.member.1.Value=b', input: { Tags: [{ Key: 'a', Value: 'b' }] } },
    { form: 'Names.member.10=c&Names.member.2=b&Names.member.1=a', input: { Names: ['a', 'b', 'c'] } },
    { form: 'AttributeName.1=All&AttributeName.2=Policy', input: { AttributeName: ['All', 'Policy'] } },
    {
      form: 'Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true',
      input: { Attributes: { RawMessageDelivery: 'true' } },
    },
    {
      form: 'MessageAttributes.entry.1.Name=size&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=10x15',
      input: { MessageAttributes: { size: { DataType: 'String', StringValue: '10x15' } } },
    },
    { form: 'Tags=', input: { Tags: '' } },
  ])('$form', ({ form, input }) => {
    expect(parseQueryInput(new URLSearchParams(form))).toEqual(input);
  });

  it('refuses names within each other without end', () => {
    const form = new URLSearchParams(`${'a.'.repeat(100_000)}a=1`);
    expect(() => parseQueryInput(form)).toThrow('The query string contains a syntax error.');
  });
});
