import { type JsonProblem, jsonProblem } from '../domain/json-shape';
import { LIMITS } from '../domain/limits';
import { refuse } from '../errors';

const WORDS: Record<JsonProblem['kind'], [zh: string, en: string]> = {
  deep: [`嵌套超过 ${LIMITS.depth} 层`, `nested deeper than ${LIMITS.depth} levels`],
  many: [`内容超过 ${LIMITS.values} 项`, `more than ${LIMITS.values} values`],
  number: ['数值超出范围', 'a number beyond all'],
  text: ['含有无效字符', 'invalid characters'],
  key: ['含有保留的字段名', 'a reserved name'],
};

/**
 * Refuses what nobody may have to handle, before anything else looks at it.
 * @param where part of the request, e.g. `body`
 * @throws E-00-14 for too many values, else E-00-23; each says where
 */
export function requireSound(value: unknown, where: string): void {
  const problem = jsonProblem(value);
  if (!problem) return;
  const [zh, en] = WORDS[problem.kind];
  const at = [where, problem.path].filter(Boolean).join('.');
  // a path in words of somebody else is told as far as it is plain
  const plain = at.replace(/[^\x20-\x7e]/g, '?');
  throw refuse(problem.kind === 'many' ? 'E-00-14' : 'E-00-23', {
    field: plain,
    zh: `${plain}：${zh}`,
    en: `${plain}: ${en}`,
  });
}
