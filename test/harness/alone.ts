import { loadConfig } from '../../src/config';
import { createEngine } from '../../src/engine';
import { engineHeaders, type Settings, setting, type Tokens } from '../../stand-in/tokens';

/** Id of a process that needs nothing of ours: it shows whether the engine itself goes on. */
export const ALONE = 'test-alone';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
  <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="zhujian">
    <bpmn:process id="${ALONE}" isExecutable="true">
      <bpmn:startEvent id="start" />
      <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="task" />
      <bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
      <bpmn:sequenceFlow id="last" sourceRef="task" targetRef="end" />
      <bpmn:endEvent id="end" />
    </bpmn:process>
  </bpmn:definitions>`;

/** Deploys it, past the releases of the platform. */
export async function deployAlone(settings: Settings): Promise<void> {
  const client = createEngine(loadConfig({ ...settings }));
  await client.deploy([{ name: `${ALONE}.bpmn`, content: MODEL }]);
  await client.close(1000);
}

/** Starts an instance of it, which waits at its one task. @returns its key */
export async function startAlone(settings: Settings, tokens: Tokens): Promise<string> {
  const response = await fetch(`${setting(settings, 'ZEEBE_REST_ADDRESS')}/v2/process-instances`, {
    method: 'POST',
    headers: await engineHeaders(settings, tokens),
    // the name in 8.6, and that of later versions
    body: JSON.stringify({ bpmnProcessId: ALONE, processDefinitionId: ALONE }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the engine answers ${response.status}: ${text}`);
  return String((JSON.parse(text) as { processInstanceKey: number }).processInstanceKey);
}
