import { text } from '../moddle';

/** What people call the kinds of elements. */
export const TYPES: Record<string, string> = {
  Process: '流程',
  StartEvent: '开始事件',
  EndEvent: '结束事件',
  BoundaryEvent: '边界事件',
  IntermediateCatchEvent: '等待事件',
  IntermediateThrowEvent: '中间事件',
  UserTask: '用户任务',
  ServiceTask: '服务任务',
  SendTask: '发送任务',
  ReceiveTask: '接收任务',
  ScriptTask: '脚本任务',
  BusinessRuleTask: '规则任务',
  CallActivity: '调用流程',
  SubProcess: '子流程',
  ExclusiveGateway: '排他网关',
  ParallelGateway: '并行网关',
  InclusiveGateway: '包容网关',
  EventBasedGateway: '事件网关',
  SequenceFlow: '路径',
  Message: '消息',
  Error: '错误',
};

/** What people call the parts of an element, by the property that holds them. */
export const DETAILS: Record<string, string> = {
  name: '名称',
  documentation: '说明',
  sourceRef: '从',
  targetRef: '到',
  default: '默认路径',
  conditionExpression: '条件',
  inputParameters: '输入',
  outputParameters: '输出',
  properties: '属性',
  type: '任务类型',
  retries: '重试次数',
  formId: '表单',
  candidateGroups: '候选单位',
  candidateUsers: '候选人员',
  assignee: '办理人',
  dueDate: '到期',
  followUpDate: '跟进日期',
  decisionId: '决策',
  resultVariable: '结果变量',
  processId: '被调用的流程',
  bindingType: '绑定方式',
  listeners: '监听器',
  headers: '参数',
  values: '参数',
  timeDate: '时间点',
  timeDuration: '时长',
  timeCycle: '周期',
  messageRef: '消息',
  errorRef: '错误',
  errorCode: '错误代码',
  correlationKey: '关联键',
  attachedToRef: '所附活动',
  cancelActivity: '中断',
  inputCollection: '逐个办理的清单',
  inputElement: '逐个办理的变量',
  completionCondition: '完成条件',
  isExecutable: '可执行',
};

/** Not said of an element: it is said of what is in it, or of its paths. */
const ELSEWHERE = ['id', 'flowElements', 'incoming', 'outgoing', 'artifacts', 'laneSets', 'di'];
/** What the parts of a list are told from each other by, the first that is there. */
const CALLED = ['target', 'key', 'name', 'eventType', 'type'];
/** What says what such a part is. */
const VALUES = ['source', 'value', 'type'];

/** One part of what an element says. */
export interface Fact {
  /** what it is compared by: of an element that is referred to, its id */
  is: string;
  /** as people read it: of an element that is referred to, its name */
  said: string;
}

/**
 * What an element says, part by part: `conditionExpression`, `outputParameters/taskGroup`,
 * `timeDuration`. Whatever the libraries know of it is there, also extensions that nobody of us uses.
 */
export function factsOf(element: ModdleElement): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  collect(facts, element);
  return facts;
}

function note(facts: Map<string, Fact>, key: string, is: unknown, said = is): void {
  facts.set(key, { is: text(String(is)), said: text(String(said)) });
}

function collect(facts: Map<string, Fact>, element: ModdleElement): void {
  // references are own properties that do not enumerate
  for (const key of Object.getOwnPropertyNames(element)) {
    const value: unknown = element[key];
    if (key.startsWith('$') || ELSEWHERE.includes(key) || value === undefined) continue;
    if (Array.isArray(value)) for (const one of value) collectPart(facts, key, one);
    else if (isElement(value)) collectOne(facts, element, key, value);
    else note(facts, key, value);
  }
}

function collectOne(
  facts: Map<string, Fact>,
  parent: ModdleElement,
  key: string,
  value: ModdleElement,
): void {
  // what is only referred to is there under its name, or it would be told twice
  if (value.$parent !== parent) note(facts, key, value.id, text(value.name) || value.id);
  else if (typeof value.body === 'string') note(facts, key, value.body);
  else collect(facts, value);
}

function collectPart(facts: Map<string, Fact>, key: string, part: unknown): void {
  if (!isElement(part)) return;
  if (key === 'documentation') {
    note(facts, key, part.text);
    return;
  }
  const called = CALLED.map((name) => part[name]).find((name) => typeof name === 'string');
  const value = VALUES.map((name) => part[name]).find((one) => typeof one === 'string');
  if (!isExtension(part) && called !== undefined) note(facts, `${key}/${called}`, value ?? '');
  else if (part.$descriptor.properties.length === 0) note(facts, String(part.$type), '是');
  // a list of lists, such as the extensions of an element, is said by what is in them
  else collect(facts, part);
}

/** An extension stands for its parts; `type` and the like are facts of the element itself. */
function isExtension(part: ModdleElement): boolean {
  return part.$parent?.$type === 'bpmn:ExtensionElements';
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
