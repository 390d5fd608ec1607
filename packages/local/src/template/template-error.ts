/** The compiled template asks for something that cannot be run here. The message is one line that says what and where. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
