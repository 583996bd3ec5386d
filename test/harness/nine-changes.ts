import type { Change } from './models';
import { askingFor } from './opinions';
import { fiveDays } from './rule-changes';
import { cellOf, rowAbove } from './table-rows';

/** A change that an analyst is asked for, as docs/analysts.md describes it, and what its plan says. */
export interface AskedFor {
  name: string;
  changes(): Promise<Change[]>;
  /** what differs, as the plan words it: where, from what, to what */
  differs: RegExp;
}

const AMOUNT = '合同金额（万元）';
const AUTHORITY = 'dmn/zhejiang/zj-authority.dmn';
const SAMPLING = 'dmn/chongqing/cq-sampling.dmn';
const DEADLINES = 'dmn/zhejiang/zj-deadlines.dmn';
const ENTRY_CHECKS = 'dmn/chongqing/cq-project-entry-checks.dmn';

/** Must show 2, what is a change of models: each is done in bpmn/, dmn/, forms/ and labels/ alone. */
export const ASKED_FOR: AskedFor[] = [
  {
    name: 'three working days to five for one specialty',
    changes: async () => [await fiveDays()],
    differs: /办理期限/,
  },
  {
    name: 'amounts above 50 million to the district city',
    changes: async () => [
      await cellOf(AUTHORITY, 'zj-review-routing', 'R07', AMOUNT, '<= 5000'),
      await rowAbove(AUTHORITY, 'zj-review-routing', 'R07', {
        id: 'R07_ABOVE_50_MILLION',
        annotation: '[P] 合同金额超过5000万元的，由设区市审核',
        cells: {
          环节: '"ZJ-07"',
          [AMOUNT]: '> 5000',
          '依据（DT-01）': '"REG_CITY"',
          '期限（DT-04）': '"NONE"',
          入库: '"projects"',
          会签: 'null',
        },
      }),
    ],
    differs: /<= 5000[\s\S]*REG_CITY|REG_CITY[\s\S]*<= 5000/,
  },
  {
    name: 'four eyes above 10 million',
    changes: async () => [
      await rowAbove('dmn/zhejiang/zj-subcontract-acts.dmn', 'zj-subcontract-acts', 'A01', {
        id: 'FOUR_EYES',
        annotation: '[P] 合同金额超过1000万元的，下发督促单和审核不得为同一人',
        cells: {
          办理事项: '"REVIEW"',
          本人在本案办过的其他事项: 'list contains(?, "ISSUE_NOTICE")',
          [AMOUNT]: '> 1000',
          代码: '"E-07-20"',
          提示: '"下发督促单的人员不得审核同一案件，请由同事办理"',
          '提示（英文）': '"Who issued the urging notice may not review the case"',
          '无权（403）': 'true',
        },
      }),
    ],
    differs: /E-07-20/,
  },
  {
    name: 'an extra opinion of another office, beside the review',
    changes: () => askingFor({ 'ZJ-07-FIRE': 'REG_CITY' }),
    differs: /会签[^\n]*ZJ-07-FIRE/,
  },
  {
    name: 'a new required field',
    changes: async () => [
      {
        file: 'forms/zhejiang/zj-subcontract.form',
        from: `          "id": "Field_indicators"
        }
`,
        to: `          "id": "Field_indicators"
        },
        {
          "type": "textfield",
          "key": "supervisorName",
          "label": "监理单位",
          "validate": { "required": true, "maxLength": 100 },
          "properties": { "summary": "true" },
          "id": "Field_supervisorName"
        }
`,
      },
    ],
    differs: /监理单位/,
  },
  {
    name: 'a closed window opened again for one class',
    changes: async () => [
      await cellOf(ENTRY_CHECKS, 'cq-project-entry-checks', 'E002', '项目类别', 'not("OTHER_GC")'),
    ],
    differs: /项目类别/,
  },
  {
    name: 'two districts at 20 %',
    changes: async () => [
      await cellOf(SAMPLING, 'cq-sampling', 'S1', '区县', 'not("渝中区","江北区")'),
      await rowAbove(SAMPLING, 'cq-sampling', 'S1', {
        id: 'S1_TWO_DISTRICTS',
        annotation: '[P] 渝中区、江北区按20%抽查',
        cells: {
          抽查: '"MONTHLY"',
          '另定比例（%）': 'null',
          区县: '"渝中区","江北区"',
          总体: '"CONFIRMED_IN_MONTH"',
          分层: '"ALL_DISTRICTS"',
          '比例（%）': '20',
          样本量: 'if population = null then null else floor((population * 20 + 99) / 100)',
          每组件数: 'null',
          每组抽取件数: 'null',
          抽取时间: '"FIRST_WORKING_DAY"',
          代码: 'null',
          提示: 'null',
          '提示（英文）': 'null',
        },
      }),
    ],
    differs: /江北区/,
  },
  {
    // one working day before is what the tables say already
    name: 'an e-mail before a limit: two days before it, in other words',
    changes: async () => [
      await cellOf(DEADLINES, 'zj-deadlines', 'GC_CONFIRM_3', '提前提醒（工作日）', '2'),
      await cellOf(
        'dmn/common/common-messages.dmn',
        'common-messages',
        'GC_CONFIRM_REMINDER',
        '标题',
        '"请在两个工作日内确认专业承包业绩"',
      ),
    ],
    differs: /请在两个工作日内/,
  },
];
