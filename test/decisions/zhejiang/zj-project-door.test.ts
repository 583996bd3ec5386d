import { testDecision } from '../../harness/decisions';

/** A permit as the platform knows it by its two libraries, or not. */
function permit(issueDate: string | null, contractMode = 'GC', imported = false) {
  const none = { found: false };
  const known = issueDate ? { found: true, data: { issueDate, contractMode } } : none;
  const [pushed, project] = imported ? [none, known] : [known, none];
  return { ...pushed, permit: pushed, project };
}
const NONE = permit(null);
const PUSHED = permit('2016-03-01');
const ABROAD = { answered: true, found: true };
const UNKNOWN = { answered: true, found: false };
const SILENT = { answered: false, found: false };

/** In the province, of no sector. */
function inside(data: object, permitNo: object = NONE) {
  return { data: { sector: 'NONE', inProvince: 'YES', ...data }, refs: { permitNo } };
}
function outside(data: object, nationalPermitNo: object = UNKNOWN) {
  return { data: { sector: 'NONE', inProvince: 'NO', ...data }, refs: { nationalPermitNo } };
}
const gc = (category: string) => ({ mode: 'GC', category });
const sub = (specialty: string) => ({ mode: 'SUB', specialty });
const standalone = (specialty: string, outsideBM?: string) => {
  return { mode: 'STANDALONE', specialty, outsideBM };
};
const to = (useInstead: string, step: string) => ({ useInstead, step, code: null });
const refused = (code: string) => ({ useInstead: null, step: null, code });

const HISTORY = to('zj-history-project?permitNo={permitNo}', 'ZJ-05');
const PERMIT_PROJECT = to('zj-permit-project?permitNo={permitNo}', 'ZJ-04');
const SUBCONTRACT = to('zj-subcontract?gcPermitNo={permitNo}&specialty={specialty}', 'ZJ-07');
const STANDALONE = to('zj-standalone-project?permitNo={permitNo}', 'ZJ-08');

testDecision('zj-project-door', [
  [
    '[DT-02][ZJ-11][AE-50] a sector comes before province and permit',
    inside({ ...gc('BUILDING'), sector: 'HIGHWAY' }, PUSHED),
    to('zj-sector?sector={sector}&inProvince={inProvince}', 'ZJ-11'),
  ],
  [
    '[DT-02][E-05-01] a permit of 2008',
    inside(gc('BUILDING'), permit('2008-12-31', 'GC', true)),
    refused('E-05-01'),
  ],
  [
    '[DT-02][ZJ-05] from 2009 on',
    inside(gc('BUILDING'), permit('2009-01-01', 'GC', true)),
    HISTORY,
  ],
  [
    '[DT-02][ZJ-05] until 14 July 2015',
    inside(gc('MUNICIPAL'), permit('2015-07-14', 'GC', true)),
    HISTORY,
  ],
  [
    '[DT-02][ZJ-04] from 15 July 2015 on',
    inside(gc('BUILDING'), permit('2015-07-15')),
    PERMIT_PROJECT,
  ],
  ['[DT-02][E-04-01] a permit nobody pushed', inside(gc('MUNICIPAL')), refused('E-04-01')],
  ['[DT-02][ZJ-07] under a general contract', inside(sub('LIFTING'), PUSHED), SUBCONTRACT],
  ['[DT-02][E-07-01] without its permit', inside(sub('LIFTING')), refused('E-07-01')],
  [
    '[DT-02][E-07-01] under the permit of a standalone project',
    inside(sub('LIFTING'), permit('2016-03-01', 'STANDALONE')),
    refused('E-07-01'),
  ],
  ['[DT-02][E-07-02] not one of the 14', inside(sub('ANCIENT_REPAIR'), PUSHED), refused('E-07-02')],
  [
    '[DT-02][ZJ-08][OP-51] standalone with a permit of whatever date',
    inside(standalone('DECORATION'), permit('2012-03-01', 'STANDALONE')),
    STANDALONE,
  ],
  [
    '[DT-02][ZJ-09][AE-41] standalone without one, outside building and municipal works',
    inside(standalone('ENVIRONMENT', 'YES')),
    to('zj-nopermit?mode={mode}&category={specialty}&outsideBM={outsideBM}', 'ZJ-09'),
  ],
  [
    '[DT-02][E-09-02][AE-41] inside them',
    inside(standalone('ENVIRONMENT', 'NO')),
    refused('E-09-02'),
  ],
  [
    '[DT-02][E-09-01][OP-20] another specialty without a permit',
    inside(standalone('DECORATION', 'YES')),
    refused('E-09-01'),
  ],
  [
    '[DT-02][ZJ-09][AE-38] 石油化工 in the province',
    inside(gc('PETROCHEM')),
    to('zj-nopermit?mode={mode}&category={category}', 'ZJ-09'),
  ],
  ['[DT-02][E-09-03][AE-40] 机电 with a permit', inside(gc('MEP'), PUSHED), refused('E-09-03')],
  [
    '[DT-02][ZJ-10][AE-43] out of province, on the national platform',
    outside(gc('BUILDING'), ABROAD),
    to(
      'zj-out-of-province?mode={mode}&category={category}&nationalPermitNo={nationalPermitNo}',
      'ZJ-10-1',
    ),
  ],
  [
    '[DT-02][E-10-08] the national platform does not answer',
    outside(gc('BUILDING'), SILENT),
    refused('E-10-08'),
  ],
  [
    '[DT-02][E-10-08] nor of a subcontract',
    outside(sub('CURTAIN_WALL'), SILENT),
    refused('E-10-08'),
  ],
  ['[DT-02][E-10-01][AE-44] not on it', outside(gc('MUNICIPAL')), refused('E-10-01')],
  [
    '[DT-02][ZJ-10][AE-45] a specialty under a general contract there',
    outside(sub('CURTAIN_WALL'), ABROAD),
    to(
      'zj-out-of-province?mode={mode}&specialty={specialty}&nationalPermitNo={nationalPermitNo}',
      'ZJ-10-2',
    ),
  ],
  ['[DT-02][E-10-01] whose permit is not on it', outside(sub('FIRE')), refused('E-10-01')],
  [
    '[DT-02][ZJ-10] 机电 out of province needs no permit',
    outside(gc('MEP'), SILENT),
    to('zj-out-of-province?mode={mode}&category={category}', 'ZJ-10-3'),
  ],
  ['[DT-02][E-10-06][AE-47] 铁路 out of province', outside(gc('RAILWAY')), refused('E-10-06')],
  [
    '[DT-02][E-10-06][AE-49] 古建筑修缮 out of province',
    outside(standalone('ANCIENT_REPAIR', 'YES')),
    refused('E-10-06'),
  ],
  ['[DT-02][E-00-02] none of all that', inside(gc('OTHER'), PUSHED), refused('E-00-02')],
  [
    '[DT-02] a form without the question where: the place of the project',
    {
      data: { mode: 'GC', category: 'RAILWAY', projectPlace: '320100' },
      refs: { permitNo: NONE },
    },
    refused('E-10-06'),
  ],
]);
