import { verify } from './verify';

const point = (x: number, y: number) => `<di:waypoint x="${x}" y="${y}" />`;
const drawn = (second: string) => `
  <process id="p"><task id="t1" /><task id="t2" />
    <sequenceFlow id="a" sourceRef="t1" targetRef="t2" />
    <sequenceFlow id="b" sourceRef="t2" targetRef="t1" />
  </process>
  <bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="p">
      <bpmndi:BPMNEdge id="a_di" bpmnElement="a">${point(0, 0)}${point(100, 0)}</bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="b_di" bpmnElement="b">${second}</bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>`;

verify('no-crossing-flows', [
  { it: 'accepts flows that touch', xml: drawn(point(100, 0) + point(100, 50)) },
  {
    it: 'refuses flows that cross',
    xml: drawn(point(50, -50) + point(50, 50)),
    reports: [['a', 'Flow crosses b']],
  },
]);
