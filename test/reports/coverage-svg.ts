import { list, parseBpmn } from '../../src/models/moddle';

/** Draws a diagram with what was taken in green and what was not in red. */
export async function coverageSvg(xml: string, seen: Record<string, number>): Promise<string> {
  const definitions = await parseBpmn(xml);
  const plane = list(list(definitions, 'diagrams')[0]?.plane, 'planeElement');
  const drawn = plane.map((element) => draw(element, seen)).join('\n');
  const points = plane.flatMap((element) => corners(element));
  const width = Math.max(0, ...points.map(({ x }) => x)) + 40;
  const height = Math.max(0, ...points.map(({ y }) => y)) + 40;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-size="12" font-family="sans-serif">
<rect width="100%" height="100%" fill="white" />
${drawn}
</svg>
`;
}

interface Corner {
  x: number;
  y: number;
}

function corners({ bounds, waypoint }: ModdleElement): Corner[] {
  if (bounds) return [{ x: bounds.x + bounds.width, y: bounds.y + bounds.height }];
  return (waypoint ?? []).map(({ x, y }: Corner) => ({ x, y }));
}

function draw(element: ModdleElement, seen: Record<string, number>): string {
  const { bpmnElement, bounds } = element;
  const times = seen[bpmnElement?.id] ?? 0;
  const colour = times > 0 ? '#1a7f37' : '#cf222e';
  const title = `<title>${xmlText(`${bpmnElement?.id}: ${times}`)}</title>`;
  if (!bounds) {
    const points = corners(element).map(({ x, y }) => `${x},${y}`);
    const line = `points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"`;
    return `<polyline ${line}>${title}</polyline>`;
  }
  const round = /Event/.test(bpmnElement?.$type) ? bounds.width / 2 : 4;
  const box = `x="${bounds.x}" y="${bounds.y}" width="${bounds.width}" height="${bounds.height}"`;
  const fill = /SubProcess|Participant|Lane/.test(bpmnElement?.$type) ? 'none' : 'white';
  const text = `<text x="${bounds.x}" y="${bounds.y - 4}">${xmlText(bpmnElement?.name ?? '')}</text>`;
  return `<rect ${box} rx="${round}" fill="${fill}" stroke="${colour}">${title}</rect>${text}`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
