import type { Clock } from '@safelight/asl/clock';
import { type Message, messageKind } from '#services/sqs/messages/message.ts';
import type { Database } from '#store/database.ts';
import { integer, nullable, text } from '#store/kinds.ts';
import { removeInSlices } from '#store/slices.ts';

/** How many messages a queue has, by what can be done with them. */
export interface Depth {
  readonly visible: number;
  readonly notVisible: number;
  readonly delayed: number;
  /** When the oldest was sent; undefined where there is none. */
  readonly oldest: number | undefined;
}

const changing = {
  visible: integer,
  receives: integer,
  firstReceived: nullable(integer),
  receiptHandle: nullable(text),
};
const columns = { place: integer, content: messageKind, ...changing };
const SELECT = 'SELECT message.place, content, visible, receives, firstReceived, receiptHandle';
const ROW = `${SELECT} FROM sqs_messages AS message`;
const DUE = 'queue = :queue AND visible <= :now';

/** The first message of each group, found by stepping from group to group. */
const HEADS = `WITH RECURSIVE groups (id) AS (
  SELECT min(groupId) FROM sqs_messages WHERE queue = :queue AND groupId IS NOT NULL
  UNION ALL
  SELECT (SELECT min(groupId) FROM sqs_messages WHERE queue = :queue AND groupId > groups.id)
  FROM groups WHERE groups.id IS NOT NULL
), heads (place) AS (
  SELECT (SELECT min(place) FROM sqs_messages WHERE queue = :queue AND groupId = groups.id) FROM groups
) ${SELECT}, groupId FROM heads JOIN sqs_messages AS message ON message.place = heads.place`;

function prepare(database: Database) {
  const due = { queue: text, now: integer, limit: integer };
  return {
    add: database.command({
      sql: `INSERT INTO sqs_messages (queue, id, groupId, sent, content, visible, receives)
            VALUES (:queue, :id, :groupId, :sent, :content, :visible, :receives)`,
      takes: {
        ...{ queue: text, id: text, groupId: nullable(text), sent: integer },
        ...{ content: messageKind, visible: integer, receives: integer },
      },
    }),
    change: database.command({
      sql: `UPDATE sqs_messages SET visible = :visible, receives = :receives, firstReceived = :firstReceived,
              receiptHandle = :receiptHandle
            WHERE queue = :queue AND id = :id`,
      takes: { queue: text, id: text, ...changing },
    }),
    find: database.query({
      sql: `${ROW} WHERE queue = :queue AND id = :id`,
      takes: { queue: text, id: text },
      gives: columns,
    }),
    due: database.query({
      sql: `${ROW} WHERE ${DUE} ORDER BY visible, place LIMIT :limit`,
      takes: due,
      gives: columns,
    }),
    heads: database.query({
      sql: `${HEADS} WHERE visible <= :now ORDER BY message.place LIMIT :limit`,
      takes: due,
      gives: { ...columns, groupId: text },
    }),
    ofGroup: database.query({
      sql: `${ROW} WHERE queue = :queue AND groupId = :groupId ORDER BY place LIMIT :limit`,
      takes: { queue: text, groupId: text, limit: integer },
      gives: columns,
    }),
    next: database.query({
      sql: 'SELECT min(visible) AS visible FROM sqs_messages WHERE queue = :queue AND visible > :now',
      takes: { queue: text, now: integer },
      gives: { visible: nullable(integer) },
    }),
    depth: database.query({
      sql: `SELECT (SELECT count(*) FROM sqs_messages WHERE ${DUE}) AS visible,
              (SELECT count(*) FROM sqs_messages WHERE queue = :queue AND visible > :now AND receives > 0) AS notVisible,
              (SELECT count(*) FROM sqs_messages WHERE queue = :queue AND visible > :now AND receives = 0) AS delayed,
              (SELECT sent FROM sqs_messages WHERE queue = :queue ORDER BY place LIMIT 1) AS oldest`,
      takes: { queue: text, now: integer },
      gives: { visible: integer, notVisible: integer, delayed: integer, oldest: nullable(integer) },
    }),
    remove: database.command({
      sql: 'DELETE FROM sqs_messages WHERE queue = :queue AND id = :id',
      takes: { queue: text, id: text },
    }),
  };
}

const looking = (database: Database) => ({
  inOrder: database.query({
    sql: `${ROW} WHERE queue = :queue AND place > :after ORDER BY place LIMIT :limit`,
    takes: { queue: text, after: integer, limit: integer },
    gives: columns,
  }),
});

const removing = (database: Database) => ({
  last: database.query({
    sql: 'SELECT max(place) AS place FROM sqs_messages WHERE queue = :queue',
    takes: { queue: text },
    gives: { place: nullable(integer) },
  }),
  removeUpTo: database.command({
    sql: `DELETE FROM sqs_messages WHERE place IN (
            SELECT place FROM sqs_messages WHERE queue = :queue AND place <= :last ORDER BY place LIMIT :limit
          )`,
    takes: { queue: text, last: integer, limit: integer },
  }),
});

type Row = ReturnType<ReturnType<typeof prepare>['find']['all']>[number];

/** The messages of all queues. */
export class MessageRows {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #looking: ReturnType<typeof looking>;
  readonly #removing: ReturnType<typeof removing>;

  constructor(database: Database) {
    this.#statements = prepare(database);
    this.#looking = looking(database);
    this.#removing = removing(database);
  }

  add(queue: string, message: Message): void {
    const { id, groupId, sent, visible, receives } = message;
    this.#statements.add.run({ queue, id, groupId, sent, content: message, visible, receives });
  }

  /** When it can be received again, and what was noted of receiving it. */
  change(queue: string, { id, visible, receives, firstReceived, receiptHandle }: Message): void {
    this.#statements.change.run({ queue, id, visible, receives, firstReceived, receiptHandle });
  }

  find(queue: string, id: string): Message | undefined {
    const row = this.#statements.find.get({ queue, id });
    return row && messageOf(row);
  }

  /** Some that can be received, those that could first first. */
  due(queue: string, now: number, limit: number): readonly Message[] {
    return this.#statements.due.all({ queue, now, limit }).map(messageOf);
  }

  /**
   * The same of a FIFO queue, in the order in which they were sent: later messages of a group wait until those before them are
   * done with, or have left.
   */
  free(queue: string, now: number, limit: number): readonly Message[] {
    const heads = this.#statements.heads.all({ queue, now, limit });
    const rows = heads.flatMap(({ groupId }) => {
      const group = this.#statements.ofGroup.all({ queue, groupId, limit });
      const blocked = group.findIndex(({ visible }) => visible > now);
      return blocked < 0 ? group : group.slice(0, blocked);
    });
    return rows
      .sort((one, other) => one.place - other.place)
      .slice(0, limit)
      .map(messageOf);
  }

  /** Whatever can be done with them, in the order in which they came, behind a place of an earlier answer. */
  inOrder(
    queue: string,
    after: number,
    limit: number,
  ): readonly { readonly place: number; readonly message: Message }[] {
    const rows = this.#looking.inOrder.all({ queue, after, limit });
    return rows.map((row) => ({ place: row.place, message: messageOf(row) }));
  }

  /** When the next one becomes visible. */
  nextVisible(queue: string, now: number): number | undefined {
    return this.#statements.next.get({ queue, now })?.visible;
  }

  depth(queue: string, now: number): Depth {
    return this.#statements.depth.get({ queue, now }) ?? { visible: 0, notVisible: 0, delayed: 0, oldest: undefined };
  }

  remove(queue: string, id: string): void {
    this.#statements.remove.run({ queue, id });
  }

  /** Removes those that are there now, while others come. */
  async removeAll(queue: string, clock: Clock): Promise<void> {
    const { last, removeUpTo } = this.#removing;
    const place = last.get({ queue })?.place ?? 0;
    await removeInSlices((limit) => removeUpTo.run({ queue, last: place, limit }), { clock });
  }
}

/** What has changed since it was sent stands in columns. */
function messageOf({ content, visible, receives, firstReceived, receiptHandle }: Row): Message {
  return {
    ...content,
    visible,
    receives,
    ...(firstReceived !== undefined && { firstReceived }),
    ...(receiptHandle !== undefined && { receiptHandle }),
  };
}
