import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

const bpmn = new BpmnModdle({ zeebe });
const dmn = new DmnModdle();

/** Diagrams that were parsed last; several tools read the same ones, and none changes them. */
const PARSED_KEPT = 100;
const parsed = new Map<string, Promise<ModdleElement>>();

/** Parses BPMN XML (with Zeebe extensions); what the library cannot read is an error. */
export function parseBpmn(xml: string): Promise<ModdleElement> {
  const known = parsed.get(xml);
  if (known) return known;
  if (parsed.size >= PARSED_KEPT) parsed.clear();
  const reading = bpmn.fromXML(xml).then(strict);
  parsed.set(xml, reading);
  return reading;
}

/** Parses DMN XML; what the library cannot read is an error. */
export async function parseDmn(xml: string): Promise<ModdleElement> {
  return strict(await dmn.fromXML(xml, 'dmn:Definitions'));
}

function strict(result: ModdleResult): ModdleElement {
  const [warning] = result.warnings;
  if (warning) throw new Error(warning.message);
  return result.rootElement;
}

/** A list property of an element; absent is empty. */
export function list(element: ModdleElement | undefined, property: string): ModdleElement[] {
  return element?.[property] ?? [];
}

/** The first extension element of a type, e.g. `zeebe:TaskDefinition`. */
export function extension(
  element: ModdleElement | undefined,
  type: string,
): ModdleElement | undefined {
  return list(element?.extensionElements, 'values').find((value) => value.$type === type);
}

/** The `zeebe:properties` of an element as an object. */
export function properties(element: ModdleElement): Record<string, string> {
  const entries = list(extension(element, 'zeebe:Properties'), 'properties');
  return Object.fromEntries(entries.map(({ name, value }) => [name, value ?? '']));
}

/** An attribute that may be missing, without surrounding blanks. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
