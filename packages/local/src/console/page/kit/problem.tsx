/** Sentence on why something is not there, which screen readers read out. */
export const Problem = ({ text }: { readonly text: string | undefined }) =>
  text === undefined || text === '' ? null : (
    <p class="problem" role="alert">
      {text}
    </p>
  );
