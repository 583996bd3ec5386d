import { z } from 'zod';

/** What the tools use of a worker definition (src/workers/define.ts). */
export interface WorkerDefinition {
  type: string;
  title: string;
  description: string;
  input: z.ZodType;
  output: z.ZodType;
}

/** A worker's contract as the tools print it. */
export interface WorkerInfo {
  type: string;
  title: string;
  description: string;
  inputs: FieldInfo[];
  outputs: FieldInfo[];
  /** JSON schema of what it gives. */
  gives: JsonSchema;
}

export interface FieldInfo {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

/** As much of a JSON schema as the tools read. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: unknown;
}

/** Reads titles, fields and labels out of worker definitions, sorted by job type. */
export function describeWorkers(workers: readonly WorkerDefinition[]): WorkerInfo[] {
  return workers
    .map(({ type, title, description, input, output }) => ({
      type,
      title,
      description,
      inputs: fields(input, 'input'),
      outputs: fields(output, 'output'),
      gives: z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }) as JsonSchema,
    }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

function fields(schema: z.ZodType, io: 'input' | 'output'): FieldInfo[] {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(json.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeName(field),
    required: json.required?.includes(name) ?? false,
    description: field.description ?? '',
  }));
}

function typeName(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.join(', ');
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' / ');
  return [schema.type ?? 'any'].flat().join(' / ');
}
