import { testDecision } from '../../harness/decisions';

const missing = (...fields: string[]) =>
  fields.length === 0 ? null : fields.map((field) => ({ code: 'E-11-02', field }));

testDecision('zj-sector-indicators', [
  ['[ZJ-11][E-11-02] 公路', { data: { sector: 'HIGHWAY' } }, missing('roadGrade', 'roadLength')],
  [
    '[ZJ-11][E-11-02] 公路, one of two',
    { data: { sector: 'HIGHWAY', roadGrade: 'FIRST' } },
    missing('roadLength'),
  ],
  [
    '[ZJ-11] 公路, both',
    { data: { sector: 'HIGHWAY', roadGrade: 'FIRST', roadLength: 12 } },
    missing(),
  ],
  [
    '[ZJ-11][E-11-02] 水运',
    { data: { sector: 'WATERWAY' } },
    missing('berthTonnage', 'quayLength'),
  ],
  ['[ZJ-11][E-11-02] 水利', { data: { sector: 'WATERCONS' } }, missing('worksGrade', 'capacity')],
  ['[ZJ-11][E-11-02] 通信', { data: { sector: 'TELECOM' } }, missing('lineLength', 'stations')],
  ['[ZJ-11][E-11-02] 电力', { data: { sector: 'POWER' } }, missing('voltage', 'power')],
  ['[ZJ-11] no sector: nothing is asked for', { data: {} }, missing()],
]);
