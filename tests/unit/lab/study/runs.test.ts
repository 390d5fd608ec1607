import { describe, expect, it } from 'vitest';
import { Runs, type StudyProcess } from '#lab/console/study/runs.ts';

const SEVEN = { number: 7, isNegative: false };
const NEVER = new Promise<void>(() => undefined);

/** A process that prints what it is told, when it is told. */
function toldProcess() {
  const lines = new TransformStream<string, string>();
  const writer = lines.writable.getWriter();
  // Whoever reads may have stopped.
  const ignored = () => undefined;
  let isStopped = false;
  const started: StudyProcess = {
    lines: lines.readable,
    complaint: async () => (isStopped ? 'It was stopped.' : 'It ended with code 3.'),
    stop() {
      isStopped = true;
      void writer.close().catch(ignored);
    },
  };
  return {
    started,
    print: (value: object) => void writer.write(JSON.stringify(value)).catch(ignored),
    end: () => void writer.close().catch(ignored),
  };
}

describe('an experiment that is run from the page', () => {
  it('is followed thing by thing, to its end', async () => {
    const { started, print, end } = toldProcess();
    const runs = new Runs(() => started);
    expect(await runs.after(SEVEN, -1, NEVER)).toBeUndefined();
    runs.begin(SEVEN);
    expect(await runs.after(SEVEN, -1, NEVER)).toEqual({ seen: [], isOver: false });
    print({ kind: 'seen', what: 'a', seen: '1' });
    expect((await runs.after(SEVEN, 0, NEVER))?.seen).toEqual([{ what: 'a', seen: '1' }]);
    print({ kind: 'document', status: 'failed', failed: { check: 'c', message: 'c: no' } });
    end();
    const over = { seen: [{ what: 'a', seen: '1' }], status: 'failed', problem: 'c: no', isOver: true };
    expect(await runs.after(SEVEN, 1, NEVER)).toEqual(over);
    expect(runs.of({ number: 7, isNegative: true })).toBeUndefined();
  });

  it('answers as it stands once patience has ended', async () => {
    const runs = new Runs(() => toldProcess().started);
    runs.begin(SEVEN);
    expect(await runs.after(SEVEN, 0, Promise.resolve())).toEqual({ seen: [], isOver: false });
  });

  it('is alone: another one has to wait', async () => {
    const { started } = toldProcess();
    const runs = new Runs(() => started);
    runs.begin(SEVEN);
    expect(() => runs.begin({ number: 8, isNegative: true })).toThrow(
      'Question 7 is being run: wait for it, or stop it.',
    );
    runs.stop();
    expect(await runs.after(SEVEN, 0, NEVER)).toEqual({ seen: [], problem: 'It was stopped.', isOver: true });
    runs.begin(SEVEN);
  });

  it.each([
    ['that ends without a word', [], 'It ended with code 3.'],
    ['that prints nonsense', [{ kind: 'neither' }], /kind/],
  ])('says why where it is one %s', async (_name, printed, why) => {
    const { started, print, end } = toldProcess();
    const runs = new Runs(() => started);
    runs.begin(SEVEN);
    for (const value of printed) print(value);
    end();
    const run = await runs.after(SEVEN, 0, NEVER);
    expect([run?.isOver, run?.problem]).toEqual([true, expect.stringMatching(why)]);
  });
});
