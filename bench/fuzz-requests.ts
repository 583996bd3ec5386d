import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ROOT } from '../stack/lib/settings';
import { type Body, HOSTILE_VALUES, hostileBodies } from './fuzz-bodies';
import { drawnFrom, type JsonSchema } from './fuzz-schema';
import type { Outgoing } from './fuzz-send';

/** A route that moves the clock of the whole stack is none to play with. */
const LEFT_OUT = ['PUT /api/clock', 'GET /api/tasks/events'];

interface Parameter {
  name: string;
  in: string;
  schema: JsonSchema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

/** A route of the OpenAPI document. */
interface Route {
  method: string;
  path: string;
  parameters: Parameter[];
  body?: JsonSchema | undefined;
}

function readRoutes(): Route[] {
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([name, { parameters = [], requestBody }]) => {
        const method = name.toUpperCase();
        return { method, path, parameters, body: requestBody?.content['application/json']?.schema };
      }),
    )
    .filter(({ method, path }) => !LEFT_OUT.includes(`${method} ${path}`));
}

/** Names that lead somewhere, so that not every request ends at "not found". */
export const KNOWN: Record<string, string[]> = {
  process: ['zj-subcontract', 'cq-project-entry', 'zj-enterprise', 'cq-objection'],
  act: ['CONFIRM', 'REVIEW', 'ACCEPT', 'VERIFY'],
};

/** Where each name of a path leads: somewhere known, or nowhere. */
function address(route: Route, cases: string[]): fc.Arbitrary<string> {
  const inPath = route.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = route.parameters.filter((parameter) => parameter.in === 'query');
  const known = (name: string) =>
    KNOWN[name] ?? (name === 'id' && cases.length > 0 ? cases : ['1']);
  const steps = fc.record(
    Object.fromEntries(
      inPath.map(({ name, schema }) => [
        name,
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known(name)) }, drawnFrom(schema)),
      ]),
    ),
  );
  const query = fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, drawnFrom(schema)])),
    { requiredKeys: [] },
  );
  return fc.tuple(steps, query).map(([at, asked]) => {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(at[name]));
    const words = Object.entries(asked).map(([name, value]) => `${name}=${encoded(value)}`);
    return words.length > 0 ? `${path}?${words.join('&')}` : path;
  });
}

/** In an address; half a surrogate pair cannot stand there, not even encoded. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // `.` and `..` would be taken for steps of the path
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '?')).replace(/^\.+$/, '%20') || '%20';
}

/** Fields of the start forms, some with values that fit, some with hostile ones. */
function filledForm(fields: string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.constantFrom(...Object.values(HOSTILE_VALUES)),
    fc.jsonValue({ maxDepth: 3 }).map((one) => JSON.stringify(one)),
    fc.constantFrom('"330282202609220101"', '"DECORATION"', '"2026-05-06"', '12', '"示例"'),
  );
  const some = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 12 });
  return some.map((data) => {
    const members = Object.entries(data).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
    return `{"data":{${members.join()}},"attachments":[]}`;
  });
}

function bodyOf(schema: JsonSchema, fields: string[], hostile: Body[]): fc.Arbitrary<Body> {
  const json = (content: string) => ({ content });
  const drawn = drawnFrom(schema).map((value) => json(JSON.stringify(value) ?? 'null'));
  const choices = [
    { weight: 3, arbitrary: drawn },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
  ];
  if (!schema.properties?.data) return fc.oneof(...choices);
  return fc.oneof(...choices, { weight: 4, arbitrary: filledForm(fields).map(json) });
}

/**
 * Requests to every route of the document, those with a body more often.
 * @param cases ids of cases there are
 * @param fields names of fields that start forms have
 */
export function requests(cases: string[], fields: string[]): fc.Arbitrary<Outgoing> {
  const hostile = hostileBodies();
  return fc.oneof(
    ...readRoutes().map((route) => ({
      // what takes a body is where harm can be done
      weight: route.body ? 4 : 1,
      arbitrary: fc.record({
        method: fc.constant(route.method),
        path: address(route, cases),
        body: route.body ? bodyOf(route.body, fields, hostile) : fc.constant(undefined),
      }),
    })),
  );
}
