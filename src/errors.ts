/** A refusal as people get it: a stable code and a message in both languages. */
export interface Refusal {
  code: string;
  zh: string;
  en: string;
  /** field of the form the refusal is about, if one */
  field?: string;
  /** what the field is called on the form */
  label?: string;
  /** what stood in the field, if it is one value; personal data masked */
  came?: string;
  /** of a spreadsheet: the row that it is about, and the letter of the column */
  row?: number;
  column?: string;
  /** the flow that fits, where another one does */
  instead?: Instead;
  /** what it is about, where whoever is refused may see that */
  about?: { title: string; href: string };
  /** how a draft was changed meanwhile */
  changed?: Changed;
}

/** What a colleague made of a draft since it was opened. */
export interface Changed {
  /** who, by name */
  by: string;
  /** when, Asia/Shanghai */
  at: string;
  /** of the draft as it is now */
  etag: string;
  /** where it differs from what is sent; personal data masked */
  fields: { label: string; theirs: string; mine: string }[];
}

/** A flow that fits where another was refused: process id, Chinese name, address in the portal. */
export interface Instead {
  flow: string;
  title: string;
  href: string;
}

/** A row of a table of refusals. */
type Row = Partial<Refusal> & { useInstead?: string | null };

/**
 * What a decision refuses: a list of rows or a single one; a row without a code refuses nothing.
 * @param insteadOf looks up the flow that the column `useInstead` of a row names
 */
export function refusalsOf(
  output: unknown,
  insteadOf?: (useInstead: string) => Instead,
): Refusal[] {
  const rows = (Array.isArray(output) ? output : [output]) as (Row | null)[];
  return rows.flatMap((row) => {
    if (!row?.code) return [];
    const { code, zh = code, en = code, field, useInstead } = row;
    const instead = useInstead ? insteadOf?.(useInstead) : undefined;
    const where = { ...(field ? { field } : {}), ...(instead ? { instead } : {}) };
    return [{ code, zh: zh ?? code, en: en ?? code, ...where }];
  });
}

/** Codes of refusals as one text, each once. */
export function codesOf(refusals: Refusal[]): string {
  return [...new Set(refusals.map((r) => r.code))].join(',');
}

/**
 * Refusals that belong to no flow: doors, formats, permissions. Those of the flows are rows of
 * DMN tables (code, zh, en) and never appear here.
 */
const general = {
  'E-00-03': [
    409,
    '当前步骤不能办理该事项，或已由他人认领',
    'The case does not wait for this act, or a colleague has claimed it',
  ],
  'E-00-04': [
    422,
    '工作日历缺少该年度数据，不能计算期限',
    'The working-day calendar has no data for that year',
  ],
  'E-00-05': [
    409,
    '该业务正在办理中，不能修改',
    'The case is being reviewed and cannot be edited now',
  ],
  'E-00-10': [422, '表单填写有误', 'The form is not filled in correctly'],
  'E-00-11': [422, '附件不存在或不可用', 'An attachment does not exist or cannot be used'],
  'E-00-12': [415, '附件格式不支持，仅接受 PDF、JPG、PNG', 'Only PDF, JPG and PNG are accepted'],
  'E-00-13': [413, '附件超过大小限制', 'The attachment is too large'],
  'E-00-14': [413, '请求内容超过大小限制', 'The request is too large'],
  'E-00-15': [422, '没有这个账号，或该账号已停用', 'There is no such account, or it is not in use'],
  'E-00-16': [422, '没有这个单位', 'There is no such organisation'],
  'E-00-20': [401, '请先登录', 'Please log in'],
  'E-00-21': [403, '无权访问', 'Not permitted'],
  'E-00-22': [404, '未找到', 'Not found'],
  'E-00-23': [400, '请求格式有误', 'The request is malformed'],
  'E-00-24': [429, '请求过于频繁，请稍后再试', 'Too many requests, try again later'],
  'E-00-25': [
    409,
    '此前的提交已受理，与本次内容不同，本次未受理',
    'The key (Idempotency-Key) was taken with other content before, this was not taken',
  ],
  'E-00-26': [
    429,
    '您同时提交的内容过多，请等前面的处理完再试',
    'Too many of your requests are being judged, wait for an answer before sending more',
  ],
  'E-00-45': [
    422,
    '脱敏显示的内容不能确定是原来的哪一项，请重新填写完整内容',
    'It cannot be told which of the earlier values a masked one stands for, enter it in full',
  ],
  'E-00-46': [
    422,
    '逐项意见须选定申报中有的项目，并写明意见，不超过 200 字',
    'A remark is about a field of the submission, and has 1 to 200 characters',
  ],
  'E-00-40': [
    428,
    '须说明修改的是草稿的哪个版本（If-Match，即打开时的 ETag）',
    'Say which version of the draft you change (If-Match: the ETag you were given)',
  ],
  'E-00-41': [
    409,
    '草稿打开之后已被修改，请核对后再保存或提交',
    'The draft was changed since you opened it, look at it before you save or hand it in',
  ],
  'E-00-50': [500, '系统故障，请稍后重试', 'Internal error, please try again'],
  'E-00-51': [503, '流程引擎暂不可用，请稍后重试', 'The engine is not available, try again later'],
  'E-00-52': [503, '数据库暂不可用，请稍后重试', 'The database is not available, try again later'],
  'E-00-53': [
    503,
    '登录服务（Keycloak）暂不可用，请稍后重试',
    'Keycloak is not available, try again later',
  ],
  'E-00-54': [503, '任务列表暂不可用，请稍后重试', 'Tasklist is not available, try again later'],
  'E-00-55': [
    503,
    '附件存储暂不可用，请稍后重试',
    'The attachment store is not available, try again later',
  ],
  'E-00-56': [
    503,
    '规则判断耗时过长，请稍后重试',
    'The rules took too long to be judged, try again later',
  ],
  'E-00-57': [
    503,
    '表单校验耗时过长，请稍后重试',
    'The form took too long to be judged, try again later',
  ],
  'E-00-58': [
    503,
    '审批规则正在更新，请稍后重试',
    'Other rules are being brought into force, try again later',
  ],
  'E-00-90': [422, '日历文件有误', 'The calendar has mistakes'],
  'E-00-91': [
    409,
    '预览之后情况有变，请重新预览',
    'Something changed since the preview, please look again',
  ],
  'E-00-60': [404, '未找到该推送，或不是推送给本平台的', 'No such push to your platform'],
  'E-00-61': [422, '回执内容有误', 'The acknowledgement makes no sense'],
  'E-00-62': [409, '与此前的回执相反', 'This contradicts an earlier acknowledgement'],
  'E-00-64': [
    422,
    '不是可以读取的 .xlsx 表格，或文件已损坏、加密',
    'This is no spreadsheet (.xlsx) that can be read, or it is damaged or encrypted',
  ],
  'E-00-65': [
    422,
    '表格不是该业务现行的模板，请重新下载模板',
    'The spreadsheet was not made from the template of now, please download that again',
  ],
  'E-00-66': [422, '表格的行数不符', 'The spreadsheet has no rows, or too many'],
  'E-00-69': [409, '与该平台的对账正在进行', 'Such a reconciliation is under way'],
  'E-00-70': [
    403,
    '人机验证未通过，请刷新页面后重试',
    'The proof of work is missing or wrong, load the page again',
  ],
  'E-00-71': [
    403,
    '人机验证已使用或已过期，请重新提交',
    'The proof of work was used before or has expired, submit again',
  ],
  'E-00-72': [410, '该公示已撤回，或者公开期限已满', 'This publicity was withdrawn or is over'],
  'E-00-73': [
    429,
    '本网络地址提交次数过多，请稍后再试',
    'Too many submissions from this address, try again later',
  ],
  'E-00-74': [
    503,
    '查询耗时过长，请输入更具体的内容',
    'The search took too long, ask for something more specific',
  ],
  'E-00-80': [
    403,
    '该办理未经本平台登记，无效',
    'The act came through none of our doors and is void',
  ],
  'E-00-81': [
    403,
    '流程实例不属于该案件，未办理',
    'The process instance does not belong to the case, nothing was done',
  ],
  'E-00-82': [500, '决策表没有对应的行', 'A table has no row for this'],
  'E-00-30': [
    422,
    '附件不完整、已损坏，或文件末尾之后另有内容',
    'The file is not whole, or something stands behind its end',
  ],
  'E-00-31': [
    422,
    '附件含有脚本、自动动作、内嵌文件，或已加密',
    'The file has scripts, actions or other files in it, or is encrypted',
  ],
  'E-00-32': [
    422,
    '附件的扩展名与内容不符，或文件名中另有可执行的扩展名',
    'The name of the file does not end as its content does, or has the ending of a program in it',
  ],
  'E-00-33': [422, '附件含有恶意代码', 'There is malware in the file'],
  'E-00-34': [
    429,
    '尚未随业务提交的附件过多，请先提交，或等待系统清理',
    'Too many files were uploaded and not handed in: hand them in, or wait until they are removed',
  ],
  'E-00-35': [
    503,
    '恶意代码扫描服务暂不可用，附件未保存，请稍后重试',
    'The malware scanner does not answer; the file was not stored, try again later',
  ],
  'E-00-36': [
    503,
    '等待检查的附件过多，请稍后重试',
    'Too many files wait to be checked, try again later',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type GeneralCode = keyof typeof general;

/** Thrown by API and workers to refuse something; carries every refusal at once. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly refusals: Refusal[],
  ) {
    super(refusals.map((r) => `${r.code} ${r.en}`).join('; '));
  }
}

/**
 * Somebody asked for what is there, but not theirs to see. They are told that there is no such thing
 * (E-00-22); the attempt is noted as a security event of theirs.
 */
export class StrangerError extends RefusedError {
  /**
   * @param entity what it was, e.g. `case:<id>`, `draft:<id>`
   * @param caseId the case it belongs to, if any
   */
  constructor(
    readonly entity: string,
    readonly caseId: string | null = null,
  ) {
    super(general['E-00-22'][0], [refusal('E-00-22')]);
  }
}

/** What a general refusal says beside its code. */
type Detail = Partial<Pick<Refusal, 'field' | 'zh' | 'en' | 'about' | 'changed'>>;

/** The general refusal `code` as an error ready to throw. */
export function refuse(code: GeneralCode, detail?: Detail) {
  return new RefusedError(general[code][0], [refusal(code, detail)]);
}

/** The general refusal `code` as data, e.g. one of several fields of a form. */
export function refusal(code: GeneralCode, detail: Detail = {}): Refusal {
  const [, zh, en] = general[code];
  return {
    ...detail,
    code,
    zh: detail.zh ? `${zh}：${detail.zh}` : zh,
    en: detail.en ? `${en}: ${detail.en}` : en,
  };
}

/** A part that we stand on, as refusals name it. */
export type Part = 'engine' | 'identity' | 'tasklist' | 'files' | 'database';

/** What a request is told where a part is away. */
const awayCode: Record<Part, GeneralCode> = {
  engine: 'E-00-51',
  database: 'E-00-52',
  identity: 'E-00-53',
  tasklist: 'E-00-54',
  files: 'E-00-55',
};

/** Thrown where a part does not answer; says which, so that none is taken for another. */
export class PartAway extends Error {
  constructor(
    readonly part: Part,
    cause: unknown,
  ) {
    super(`${part} is away: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** gRPC's UNAVAILABLE, DEADLINE_EXCEEDED and RESOURCE_EXHAUSTED, which only the engine answers with. */
const ENGINE_AWAY = [14, 4, 8];

/** Does an error say that the engine is away, or has too much to do? */
export function isEngineAway(error: unknown): boolean {
  if (error instanceof PartAway) return error.part === 'engine';
  return ENGINE_AWAY.includes((error as { code?: number }).code ?? -1);
}

/** The refusal for a part that is away. */
export function refuseAway(part: Part): RefusedError {
  return refuse(awayCode[part]);
}

const UNREACHABLE =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|E(TIMEDOUT|NOTFOUND|HOSTUNREACH|AI_AGAIN)|UND_ERR_\w+)$/;

/** Does an error, or what caused it, say that nobody answered: no connection, no answer in time, 5xx? */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, name, response, cause } = error as {
    code?: unknown;
    name?: string;
    response?: { status?: number };
    cause?: unknown;
  };
  return (
    UNREACHABLE.test(String(code)) ||
    name === 'TimeoutError' ||
    (response?.status ?? 0) >= 500 ||
    isUnreachable(cause)
  );
}

/**
 * A client of another part whose calls, where nobody answers them, say which part that is.
 * @param client an object of functions, those that answer later are looked after
 */
export function naming<T extends object>(part: Part, client: T): T {
  const named = (call: unknown) =>
    typeof call !== 'function'
      ? call
      : (...args: unknown[]) => {
          const answer = call(...args);
          if (!(answer instanceof Promise)) return answer;
          return answer.catch((error) => {
            throw isUnreachable(error) ? new PartAway(part, error) : error;
          });
        };
  return Object.fromEntries(Object.entries(client).map(([name, call]) => [name, named(call)])) as T;
}
