type Shape = [id: string, kind: string, name: string, x: number, y: number, host?: string];
type Flow = [id: string, from: string, to: string, points: [number, number][], name?: string];

const shapes: Shape[] = [
  ['Event_Submitted', 'startEvent', '已提交', 40, 122],
  ['Task_Confirm', 'userTask', '总承包单位确认', 130, 100],
  ['Event_ConfirmDue', 'boundaryEvent', '3 个工作日', 162, 162, 'Task_Confirm'],
  ['Task_Urge', 'userTask', '下发督促单', 130, 250],
  ['Task_Reply', 'userTask', '回复督促单并确认', 300, 250],
  ['Event_ReplyDue', 'boundaryEvent', '3 个工作日', 332, 312, 'Task_Reply'],
  ['Task_Mark', 'serviceTask', '标注“总承包企业未确认”', 470, 360],
  ['Task_Review', 'userTask', '施工许可发证机关审核', 640, 100],
  ['Gateway_Approved', 'exclusiveGateway', '审核通过？', 815, 115],
  ['Task_Library', 'serviceTask', '写入项目库', 930, 100],
  ['Event_Entered', 'endEvent', '已入库', 1100, 122],
  ['Event_Refused', 'endEvent', '审核未通过', 822, 262],
];

const flows: Flow[] = [
  ['Flow_1', 'Event_Submitted', 'Task_Confirm', points(76, 140, 130, 140)],
  ['Flow_2', 'Task_Confirm', 'Task_Review', points(230, 140, 640, 140), '已确认'],
  ['Flow_3', 'Event_ConfirmDue', 'Task_Urge', points(180, 198, 180, 250)],
  ['Flow_4', 'Task_Urge', 'Task_Reply', points(230, 290, 300, 290)],
  ['Flow_5', 'Task_Reply', 'Task_Review', points(400, 290, 670, 290, 670, 180), '已确认'],
  ['Flow_6', 'Event_ReplyDue', 'Task_Mark', points(350, 348, 350, 400, 470, 400)],
  ['Flow_7', 'Task_Mark', 'Task_Review', points(570, 400, 710, 400, 710, 180)],
  ['Flow_8', 'Task_Review', 'Gateway_Approved', points(740, 140, 815, 140)],
  ['Flow_9', 'Gateway_Approved', 'Task_Library', points(865, 140, 930, 140), '是'],
  ['Flow_10', 'Gateway_Approved', 'Event_Refused', points(840, 165, 840, 262), '否'],
  ['Flow_11', 'Task_Library', 'Event_Entered', points(1030, 140, 1100, 140)],
];

/** A small ZJ-07-like diagram, for pages only; the real one is in bpmn/. */
export function diagram(): string {
  const timer = '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>';
  const nodes = shapes.map(
    ([id, kind, name, , , host]) =>
      `<${kind} id="${id}" name="${name}"${host ? ` attachedToRef="${host}"` : ''}>${host ? timer : ''}</${kind}>`,
  );
  const edges = flows.map(
    ([id, from, to, , name]) =>
      `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${name ? ` name="${name}"` : ''}/>`,
  );
  const drawnNodes = shapes.map(([id, kind, , x, y]) => {
    const [width, height] = /Task/.test(kind)
      ? [100, 80]
      : /Event/.test(kind)
        ? [36, 36]
        : [50, 50];
    return `<di:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></di:BPMNShape>`;
  });
  const drawnEdges = flows.map(
    ([id, , , way]) =>
      `<di:BPMNEdge id="${id}_di" bpmnElement="${id}">${way.map(([x, y]) => `<dd:waypoint x="${x}" y="${y}"/>`).join('')}</di:BPMNEdge>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="urn:test">
<process id="sample" isExecutable="true">${nodes.join('')}${edges.join('')}</process>
<di:BPMNDiagram id="d"><di:BPMNPlane id="p" bpmnElement="sample">${drawnNodes.join('')}${drawnEdges.join('')}</di:BPMNPlane></di:BPMNDiagram>
</definitions>`;
}

function points(...numbers: number[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let n = 0; n + 1 < numbers.length; n += 2) {
    pairs.push([numbers[n] ?? 0, numbers[n + 1] ?? 0]);
  }
  return pairs;
}
