import { countByArea, sum } from '../../../bench/model-counts';

/** A process whose status step is followed by its message, drawn or not. */
function bpmn({ flow = 'XX-01', diagram = true } = {}): string {
  return [
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
    '  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
    '  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">',
    '  <bpmn:process id="p" isExecutable="true">',
    '    <bpmn:extensionElements><zeebe:properties>',
    `      <zeebe:property name="flow" value="${flow}" />`,
    '      <zeebe:property name="submitters" value="any" />',
    '    </zeebe:properties></bpmn:extensionElements>',
    '    <bpmn:serviceTask id="Status"><bpmn:extensionElements>',
    '      <zeebe:taskDefinition type="case.set-status" />',
    '      <zeebe:ioMapping>',
    '        <zeebe:input source="=caseId" target="caseId" />',
    '        <zeebe:input source="=other" target="caseNo" />',
    '        <zeebe:output source="=a.b" target="b" />',
    '      </zeebe:ioMapping>',
    '    </bpmn:extensionElements><bpmn:outgoing>F</bpmn:outgoing></bpmn:serviceTask>',
    '    <bpmn:sequenceFlow id="F" sourceRef="Status" targetRef="Tell" />',
    '    <bpmn:serviceTask id="Tell"><bpmn:extensionElements>',
    '      <zeebe:taskDefinition type="notify" />',
    '      <zeebe:executionListeners>',
    '        <zeebe:executionListener eventType="end" type="decision.explain" />',
    '      </zeebe:executionListeners>',
    '    </bpmn:extensionElements><bpmn:incoming>F</bpmn:incoming></bpmn:serviceTask>',
    '    <bpmn:subProcess id="Sub"><bpmn:intermediateCatchEvent id="Wait">',
    '      <bpmn:timerEventDefinition id="T">',
    '        <bpmn:timeDuration>P36500D</bpmn:timeDuration>',
    '      </bpmn:timerEventDefinition>',
    '    </bpmn:intermediateCatchEvent></bpmn:subProcess>',
    '  </bpmn:process>',
    ...(diagram ? ['  <bpmndi:BPMNDiagram id="B">', '  </bpmndi:BPMNDiagram>'] : []),
    '</bpmn:definitions>',
    '',
  ].join('\n');
}

const area = async (...files: [name: string, content: string][]) =>
  (await countByArea(files.map(([name, content]) => ({ name, content })))).get('xx');

describe('what the models are made of', () => {
  it('counts nodes, mappings, pairs and listeners, those inside subprocesses included', async () => {
    expect(await area(['bpmn/xx/p.bpmn', bpmn()])).toMatchObject({
      ...{ processes: 1, nodes: 4, mappings: 3, sameName: 1 },
      ...{ statusNotifyPairs: 1, explainListeners: 1, neverDurations: 1 },
    });
  });

  it('leaves the coordinates of the diagrams aside', async () => {
    const drawn = await area(['bpmn/xx/p.bpmn', bpmn()]);
    const plain = await area(['bpmn/xx/p.bpmn', bpmn({ diagram: false })]);
    expect(drawn?.bpmnLines).toBe((plain?.bpmnLines ?? 0) + 2);
    expect(drawn?.bpmnLinesWithoutDiagram).toBe(plain?.bpmnLines);
    const dmn = 'a\n  <dmndi:DMNDI>\n    b\n  </dmndi:DMNDI>\nc\n';
    expect(await area(['dmn/xx/d.dmn', dmn], ['forms/xx/f.form', '{\n}\n'])).toMatchObject({
      ...{ dmnLines: 5, dmnLinesWithoutDiagram: 2, formLines: 2, files: 2 },
    });
  });

  it('counts a flow once, however many processes carry it, and each that one process carries', async () => {
    const counted = await countByArea([
      { name: 'bpmn/xx/p.bpmn', content: bpmn({ flow: 'XX-01, XX-02' }) },
      { name: 'bpmn/xx/q.bpmn', content: bpmn({ flow: 'XX-02' }) },
      { name: 'bpmn/yy/r.bpmn', content: bpmn({ flow: 'YY-01' }) },
    ]);
    expect(counted.get('xx')).toMatchObject({ entries: 2, flows: ['XX-01', 'XX-02'] });
    expect(sum([...counted.values()])).toMatchObject({ entries: 3, files: 3 });
    expect(sum([...counted.values()]).flows).toHaveLength(3);
  });
});
