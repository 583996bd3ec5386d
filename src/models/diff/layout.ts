import { list } from '../moddle';

/**
 * Where each shape and connection of a diagram stands, by what it shows.
 * @param diagrams as the moddle libraries read them, of BPMN or DMN
 */
export function layoutOf(diagrams: ModdleElement[]): Map<string, string> {
  const shapes = diagrams.flatMap((one) => [
    ...list(one.plane, 'planeElement'),
    ...list(one, 'diagramElements'),
  ]);
  return new Map(
    shapes.map((shape) => [
      String(shape.bpmnElement?.id ?? shape.dmnElementRef?.id ?? shape.id),
      JSON.stringify([pointsOf(shape), pointsOf(shape.label)]),
    ]),
  );
}

function pointsOf(shape: ModdleElement | undefined) {
  const bounds: ModdleElement | undefined = shape?.bounds;
  const box = bounds && [bounds.x, bounds.y, bounds.width, bounds.height];
  return [box, list(shape, 'waypoint').map(({ x, y }) => [x, y])];
}

/** How many of what both diagrams show stand elsewhere. */
export function movedIn(before: Map<string, string>, after: Map<string, string>): number {
  return [...after].filter(([id, at]) => before.has(id) && before.get(id) !== at).length;
}
