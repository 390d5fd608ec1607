import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { others } from '#gateway/dispatch/taking.ts';
import { dashboardNotFound, invalidDashboard } from '#services/cloudwatch/errors.ts';
import { list } from '#services/cloudwatch/input.ts';
import { on, onAll } from '#services/cloudwatch/operations/operation.ts';
import { page } from '#services/cloudwatch/paging.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';

const dashboard = z.object({ name: z.string(), body: z.string(), modified: z.number() });
const named = z.strictObject({ DashboardName: z.string().regex(/^[\w-]{1,255}$/) });
const putInput = named.extend({ DashboardBody: z.string() }).register(others, { refused: ['Tags'] });
const listInput = z.strictObject({ DashboardNamePrefix: z.string().default(''), NextToken: z.string().optional() });
const deleteInput = z.strictObject({ DashboardNames: list(z.string()) });

const MOST_LISTED = 1_000;

interface DashboardDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly place: Place;
}

/** The operations on dashboards, by name. They are kept as they were written; nothing here draws them. */
export function dashboardOperations({ database, clock, place }: DashboardDeps): Operations {
  const kept = openDocuments(database, 'cloudwatch_dashboards', (value) => dashboard.parse(value));
  const arnOf = (name: string) => `arn:${place.partition}:cloudwatch::${place.accountId}:dashboard/${name}`;
  const one = ({ DashboardName }: JsonObject) => [arnOf(String(DashboardName))];
  const find = (name: string) => {
    const found = kept.find(name);
    if (!found) throw dashboardNotFound(name);
    return found;
  };
  return {
    PutDashboard: on('PutDashboard', one, putInput, ({ DashboardName: name, DashboardBody: body }) => {
      checkBody(body);
      if (kept.find(name)?.body !== body) kept.write(name, { name, body, modified: clock.now() });
      return { DashboardValidationMessages: [] };
    }),
    GetDashboard: on('GetDashboard', one, named, ({ DashboardName }) => {
      const { name, body } = find(DashboardName);
      return { DashboardArn: arnOf(name), DashboardBody: body, DashboardName: name };
    }),
    ListDashboards: onAll('ListDashboards', listInput, ({ DashboardNamePrefix, NextToken: token }) => {
      const found = kept.all().filter(({ name }) => name.startsWith(DashboardNamePrefix));
      const { items, NextToken } = page(found, MOST_LISTED, token);
      const DashboardEntries = items.map(({ name, body, modified }) => {
        const Size = Buffer.byteLength(body);
        return { DashboardName: name, DashboardArn: arnOf(name), LastModified: new Date(modified), Size };
      });
      return { DashboardEntries, ...(NextToken !== undefined && { NextToken }) };
    }),
    DeleteDashboards: on('DeleteDashboards', namesIn(arnOf), deleteInput, ({ DashboardNames }) => {
      for (const name of DashboardNames) find(name);
      for (const name of DashboardNames) kept.remove(name);
      return {};
    }),
  };
}

const namesIn =
  (arnOf: (name: string) => string) =>
  ({ DashboardNames }: JsonObject) =>
    (Array.isArray(DashboardNames) ? DashboardNames : []).map((name) => arnOf(String(name)));

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
function checkBody(body: string): void {
  try {
    const parsed: unknown = JSON.parse(body);
    if (isJsonObject(parsed) && Array.isArray(parsed.widgets)) return;
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalidDashboard('The dashboard body is not JSON with widgets');
}
