/** A distributed Map over the lines of an object, each a child execution (Express) with two states. */
export const backlogMachine = (bucket: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Library',
  States: {
    Library: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: bucket, Key: 'photos.jsonl' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Describe',
        States: {
          Describe: { Type: 'Pass', Output: { key: '{% $states.input.key %}', done: true }, Next: 'Keep' },
          Keep: { Type: 'Succeed' },
        },
      },
      MaxConcurrency: 40,
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: bucket, Prefix: 'results' } },
      End: true,
    },
  },
});

/** Lines of that object, from one to before another. */
export const backlogLines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `{"key":"photos/${from + index}.jpg","bytes":2700000}\n`).join('');
