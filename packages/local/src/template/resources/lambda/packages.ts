import type { Properties } from '#template/properties.ts';
import { TemplateError } from '#template/template-error.ts';

/** What the `Code` of a function says: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html */
export type FunctionCode =
  | { readonly kind: 'zip'; readonly bucket: string; readonly key: string; readonly version?: string }
  | { readonly kind: 'inline'; readonly text: string };

/** Code that was deployed, ready to be run. */
export interface FunctionPackages {
  /** The folder where the handler's path begins. Rejects with Lambda's error. */
  unpack(functionName: string, code: FunctionCode): Promise<string>;
  remove(functionName: string): Promise<void>;
}

/** Throws a TemplateError for a container image. */
export function functionCode(read: Properties): FunctionCode {
  const code = read.object('Code', ['S3Bucket', 'S3Key', 'S3ObjectVersion', 'ZipFile']);
  const text = code.optionalText('ZipFile');
  if (text !== undefined) return { kind: 'inline', text };
  if (!code.has('S3Key')) throw new TemplateError('the property Code needs S3Bucket and S3Key, or ZipFile');
  const version = code.optionalText('S3ObjectVersion');
  const object = { bucket: code.text('S3Bucket'), key: code.text('S3Key') };
  return { kind: 'zip', ...object, ...(version !== undefined && { version }) };
}
