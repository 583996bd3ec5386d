import { z } from 'zod';
import { shanghaiDay, shanghaiMonth, toShanghaiIso } from '../../domain/working-days';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'time.now',
  title: '现在的时间（定时开始事件的结束监听器）',
  description:
    '告知定时启动的流程现在是何时（北京时间）；其他流程所需的时刻由 deadline.compute 计算',
  input: z.object({}),
  output: z.object({
    now: z.string().describe('现在'),
    today: z.string().describe('今天（YYYY-MM-DD）'),
    month: z.string().describe('本月（YYYY-MM）'),
  }),
  async handle({ now }) {
    return { now: toShanghaiIso(now), today: shanghaiDay(now), month: shanghaiMonth(now) };
  },
});
