export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'CONTAINS' | 'BEGINSWITH' | 'ENDSWITH';

/** What is compared: a keyword, or an annotation by its key. */
export type Field =
  | { readonly kind: 'keyword'; readonly name: string }
  | { readonly kind: 'annotation'; readonly key: string };

/** Which services a complex keyword is about; members that are missing are of no matter. */
export interface ServicePattern {
  readonly name?: string;
  readonly type?: string;
  readonly accountId?: string;
}

/** A filter expression. https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly by: Comparison;
      readonly value: string | number | boolean;
    }
  /** The field alone: it is true, or it is there. */
  | { readonly kind: 'has'; readonly field: Field }
  | { readonly kind: 'service'; readonly of: ServicePattern; readonly that: Filter | undefined }
  | {
      readonly kind: 'edge';
      readonly from: ServicePattern;
      readonly to: ServicePattern;
      readonly that: Filter | undefined;
    };
