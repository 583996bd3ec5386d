/** What we use of the moddle libraries, which ship no types of their own for this. */
interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly $attrs?: Record<string, string>;
  readonly $instanceOf?: (type: string) => boolean;
  // biome-ignore lint/suspicious/noExplicitAny: an XML element has whatever its schema says
  readonly [property: string]: any;
}

interface ModdleResult {
  rootElement: ModdleElement;
  elementsById: Record<string, ModdleElement>;
  warnings: { message: string }[];
}

declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(extensions?: Record<string, unknown>);
    fromXML(xml: string): Promise<ModdleResult>;
  }
}

declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(extensions?: Record<string, unknown>);
    fromXML(xml: string, type?: string): Promise<ModdleResult>;
  }
}
