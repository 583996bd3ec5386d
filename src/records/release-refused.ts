/** Why a change of rules is refused: a stable code, in Chinese and English. */
const refusals = {
  RELEASE_WAITS: ['已有版本在等待生效，不能再部署其他更改', 'A release waits for its day already'],
  RELEASE_NOT_WAITING: ['该版本并非正在等待生效', 'This release does not wait for its day'],
  DAY_INVALID: ['不是日期（YYYY-MM-DD）', 'Not a day (YYYY-MM-DD)'],
  DAY_NOT_AHEAD: ['生效日期须在今天之后', 'The day in force must be later than today'],
  PLAN_UNKNOWN: ['没有这份更改预览', 'There is no such plan'],
  PLAN_ALTERED: [
    '更改预览的文件在保存后被改动',
    'The file of the plan was changed after it was saved',
  ],
  PLAN_OTHER_MODELS: ['模型与更改预览时不同', 'The models are not those of the plan'],
  PLAN_OTHER_BASE: ['现行版本与更改预览时不同', 'The current release is not the one of the plan'],
  PLAN_HAS_ERRORS: ['更改预览含有错误', 'The plan has errors'],
  PERSON_UNKNOWN: ['没有这个人员账号', 'There is no such person'],
  REASON_MISSING: ['须说明更改的理由', 'It must be said why'],
  STARTS_UNSENT: [
    '部分新提交的业务尚未启动，暂不能部署',
    'Cases that were handed in have not begun yet',
  ],
} as const satisfies Record<string, readonly [string, string]>;

/** Thrown where rules are not deployed, not kept or not withdrawn; says what came and what is right. */
export class ReleaseRefused extends Error {
  /**
   * @param code stable, for programs
   * @param zh what came and what is right, in Chinese
   * @param en the same in English
   */
  constructor(
    readonly code: keyof typeof refusals,
    zh: string,
    en: string,
  ) {
    super(`${code} ${refusals[code][0]}：${zh} / ${refusals[code][1]}: ${en}`);
  }
}
