import { randomBytes } from 'node:crypto';
import { createVault } from '../../../src/domain/crypto';
import { joinPersonalData, splitPersonalData } from '../../../src/records/personal-data';
import { labelledData } from '../../../src/wording/summary';
import { sampleData, sampleForm } from '../forms/sample';

const vault = createVault({ encryptionKey: randomBytes(32), lookupKey: randomBytes(32) });

describe('personal data in lists and groups', () => {
  const split = splitPersonalData(sampleForm, sampleData(), vault);

  test('is masked where it stands', () => {
    expect(split.data).toEqual(
      sampleData({
        participants: [
          { role: 'CONSTRUCTION', leader: '陈**', idNumber: '330***********0011', share: 60 },
          { role: 'SUPERVISION', leader: '王**', share: 40 },
        ],
        tender: {
          winner: '示例建设公司',
          contact: '赵**',
          date: '2026-05-06',
          experts: [{ phone: '138****5678' }],
        },
      }),
    );
  });

  test('is encrypted under the name of its field', () => {
    const plain = Object.entries(split.secrets).map(([field, sealed]) => [
      field,
      vault.decrypt(sealed),
    ]);
    expect(Object.fromEntries(plain)).toEqual({
      'participants.0.leader': '陈乙三',
      'participants.0.idNumber': '330782188801010011',
      'participants.1.leader': '王慈一',
      'tender.contact': '赵甲二',
      'tender.experts.0.phone': '13800005678',
    });
  });

  test('comes back for those who entered it', () => {
    expect(joinPersonalData(split, vault)).toEqual(sampleData());
  });

  test('that is no text is kept from everybody', () => {
    const odd = sampleData({ participants: [{ leader: { name: '陈乙三' } }], tender: 'none' });
    const { data, secrets } = splitPersonalData(sampleForm, odd, vault);
    expect(data.participants).toEqual([{ leader: null }]);
    expect(secrets).toEqual({});
  });
});

describe('the data as people read it', () => {
  test('shows a list as a table, and nothing that was not entered', () => {
    const drawn = sampleData({ shares: 100, whole: true, reviewer: '' });
    expect(labelledData({}, sampleForm, drawn)).toEqual([
      { label: '名称', value: '示例项目' },
      { label: '环节', value: '招标投标' },
      {
        label: '参建单位',
        value: '2',
        table: {
          columns: ['角色', '负责人', '身份证号', '份额'],
          rows: [
            ['施工', '陈乙三', '330782188801010011', '60'],
            ['监理', '王慈一', '', '40'],
          ],
        },
      },
      { group: '招标投标', label: '中标人', value: '示例建设公司' },
      { group: '招标投标', label: '联系人', value: '赵甲二' },
      { group: '招标投标', label: '中标日期', value: '2026-05-06' },
      {
        group: '招标投标',
        label: '评标专家',
        value: '1',
        table: { columns: ['电话'], rows: [['13800005678']] },
      },
    ]);
  });

  test('has one line a row in the summary of a task', () => {
    expect(labelledData({}, sampleForm, sampleData(), 'summary')).toEqual([
      { label: '名称', value: '示例项目' },
      { label: '参建单位1', value: '角色：施工，负责人：陈乙三' },
      { label: '参建单位2', value: '角色：监理，负责人：王慈一' },
    ]);
  });
});
