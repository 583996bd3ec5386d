import * as fc from 'fast-check';

/** As much of JSON Schema as our OpenAPI document uses. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

/** A value that fits the schema, most of the time: now and then it is anything at all. */
export function drawnFrom(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

/** Anything that JSON can say. */
const anything: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' });

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(drawnFrom));
  const types = [schema.type ?? 'any'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minimum: min, maximum: max } = schema;
  switch (type) {
    case 'object':
      return object(schema);
    case 'array':
      return fc.array(drawnFrom(schema.items ?? {}), {
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      });
    case 'integer':
      return fc.oneof(
        fc.integer({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) }),
        fc.constantFrom(-1, 0, 2 ** 31, 2 ** 53, 1e99),
      );
    case 'number':
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(1e308));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return text(schema);
    default:
      return anything;
  }
}

function text({ format, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.uuid(), fc.string());
  if (format === 'date-time')
    return fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    );
  const range = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)) };
  return fc.oneof(
    fc.string(range),
    fc.string({ ...range, unit: 'grapheme' }),
    fc.string({ ...range, unit: 'binary' }),
  );
}

function object({ properties = {}, required = [], additionalProperties }: JsonSchema) {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, drawnFrom(inner)])),
    { requiredKeys: required.filter((name) => name in properties) },
  );
  if (additionalProperties === false || additionalProperties === undefined) return known;
  const more = additionalProperties === true ? {} : additionalProperties;
  const others = fc.dictionary(fc.string({ maxLength: 20 }), drawnFrom(more), { maxKeys: 8 });
  return fc.tuple(others, known).map(([other, own]) => ({ ...other, ...own }));
}
