import type { Comparator, ConditionSyntax, OperandSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { COMPARATORS } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { checkOperand, readBareOperand, readOperand } from '#services/dynamodb/expressions/syntax/operands.ts';
import { Reader } from '#services/dynamodb/expressions/syntax/reader.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
const MOST_OPERATORS = 300;
const MOST_IN_LIST = 100;

/** Parses a condition, a filter or a key condition. Throws ExpressionError. */
export function parseCondition(text: string): ConditionSyntax {
  const reader = new Reader(text);
  const condition = new ConditionParser(reader).or();
  if (reader.operators > MOST_OPERATORS)
    reader.fault(`The expression contains too many operators; operator count: ${MOST_OPERATORS + 1}`);
  reader.expectEnd();
  return condition;
}

/** An operand is no condition, but stands where one could until its comparator is seen. */
type Primary =
  | { readonly is: 'condition'; readonly condition: ConditionSyntax }
  | { readonly is: 'operand'; readonly operand: OperandSyntax };

class ConditionParser {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  or(): ConditionSyntax {
    return this.#asCondition(this.#or());
  }

  #or(): Primary {
    return this.#joined('or', () => this.#joined('and', () => this.#not()));
  }

  #joined(kind: 'and' | 'or', read: () => Primary): Primary {
    let left = read();
    while (this.#reader.keyword() === kind.toUpperCase()) {
      const first = this.#asCondition(left);
      this.#reader.next();
      this.#reader.operators++;
      left = { is: 'condition', condition: { kind, left: first, right: this.#asCondition(read()) } };
    }
    return left;
  }

  #not(): Primary {
    if (!this.#reader.takeKeyword('NOT')) return this.#comparison();
    this.#reader.operators++;
    const condition = this.#asCondition(this.#not());
    return { is: 'condition', condition: { kind: 'not', condition } };
  }

  #comparison(): Primary {
    const primary = this.#primary();
    if (primary.is === 'condition') return primary;
    const { operand } = primary;
    const condition = this.#comparedBy(operand);
    if (condition === undefined) return primary;
    this.#reader.operators++;
    return { is: 'condition', condition };
  }

  #comparedBy(operand: OperandSyntax): ConditionSyntax | undefined {
    const reader = this.#reader;
    const comparator = comparatorAt(reader);
    if (comparator !== undefined) {
      checkOperand(reader, 'condition', operand);
      reader.next();
      return { kind: 'compare', comparator, left: operand, right: readOperand(reader, 'condition') };
    }
    if (reader.takeKeyword('BETWEEN')) {
      checkOperand(reader, 'condition', operand);
      const low = readOperand(reader, 'condition');
      reader.expectKeyword('AND');
      return { kind: 'between', operand, low, high: readOperand(reader, 'condition') };
    }
    if (!reader.takeKeyword('IN')) return undefined;
    checkOperand(reader, 'condition', operand);
    return { kind: 'in', operand, list: this.#list() };
  }

  #list(): readonly OperandSyntax[] {
    const reader = this.#reader;
    reader.expectSign('(');
    const list = [readOperand(reader, 'condition')];
    while (reader.takeSign(',')) list.push(readOperand(reader, 'condition'));
    reader.expectSign(')');
    if (list.length > MOST_IN_LIST)
      reader.fault(`The IN operator is provided with too many operands; number of operands: ${list.length}`);
    return list;
  }

  #primary(): Primary {
    if (!this.#reader.isSign('(')) return { is: 'operand', operand: readBareOperand(this.#reader, 'condition') };
    return this.#reader.inParentheses(() => this.#inner());
  }

  /** What stands in parentheses: an operand only if nothing else stands in them. */
  #inner(): Primary {
    const inner = this.#or();
    return inner.is === 'operand' && !this.#reader.isSign(')') ? this.#refused() : inner;
  }

  #refused(): never {
    throw this.#reader.syntaxError();
  }

  /** A bare operand is a condition only as a call, which must be one that answers true or false. */
  #asCondition(primary: Primary): ConditionSyntax {
    if (primary.is === 'condition') return primary.condition;
    const { operand } = primary;
    if (operand.kind !== 'call') return this.#refused();
    if (operand.name === 'size')
      this.#reader.fault('The function is not allowed to be used this way in an expression; function: size');
    return operand;
  }
}

const comparatorAt = (reader: Reader): Comparator | undefined => {
  const { kind, text } = reader.peek();
  return kind === 'sign' ? COMPARATORS.find((comparator) => comparator === text) : undefined;
};
