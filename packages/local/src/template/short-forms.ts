import { type CollectionTag, type ScalarTag, type Tags, YAMLMap, YAMLSeq } from 'yaml';

const NAMES = [
  ...['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join'],
  ...['Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Length', 'Transform'],
];

const longName = (name: string): string => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);

/** `!GetAtt Queue.Arn` means the resource and its attribute, which may have dots of its own. */
function scalarOf(name: string, value: string): unknown {
  if (name !== 'GetAtt') return { [longName(name)]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}

const scalar = (name: string): ScalarTag => ({ tag: `!${name}`, resolve: (value) => scalarOf(name, value) });

const collection = (name: string, kind: 'map' | 'seq'): CollectionTag => ({
  tag: `!${name}`,
  collection: kind,
  resolve(node) {
    const map = new YAMLMap();
    map.add({ key: longName(name), value: plainOf(node) });
    return map;
  },
});

/** The same without its tag. */
function plainOf(node: YAMLMap.Parsed | YAMLSeq.Parsed | YAMLMap | YAMLSeq): YAMLMap | YAMLSeq {
  if (node instanceof YAMLSeq) {
    const list = new YAMLSeq();
    list.items = [...node.items];
    return list;
  }
  const map = new YAMLMap();
  map.items = [...node.items];
  return map;
}

/**
 * `!Ref`, `!Sub` and their kind, as CloudFormation's YAML has them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const shortForms: Tags = ['Ref', 'Condition', ...NAMES].flatMap((name) => [
  scalar(name),
  collection(name, 'seq'),
  collection(name, 'map'),
]);
