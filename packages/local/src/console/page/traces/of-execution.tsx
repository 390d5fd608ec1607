import { TraceView } from './trace.tsx';

/** The trace of an execution, by the header that it has. */
export function TraceOfExecution({ header }: { readonly header: string | undefined }) {
  const [, root] = /^Root=([^;]+).*;Sampled=1/.exec(header ?? '') ?? [];
  if (root !== undefined) return <TraceView id={root} />;
  return (
    <p class="empty">
      It is not recorded: {header === undefined ? 'its tracing is off' : 'the sampling rules did not take it'}. To
      record everything: <code>aws xray update-sampling-rule --sampling-rule-update RuleName=Default,FixedRate=1</code>
    </p>
  );
}
