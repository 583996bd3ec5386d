declare module 'bpmnlint' {
  interface Report {
    id?: string;
    category: string;
    message: string;
  }
  export class Linter {
    constructor(options: { config: unknown; resolver: unknown });
    lint(root: unknown): Promise<Record<string, Report[]>>;
  }
}

declare module 'bpmnlint/lib/resolver/node-resolver' {
  export default class NodeResolver {
    constructor(options: { require: unknown });
  }
}

declare module '@camunda/form-linting' {
  export class FormLinter {
    lint(schema: unknown): { id?: string; category: string; message: string }[];
  }
}
