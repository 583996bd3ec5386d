import { CaseFile } from '../../src/entities';
import { type Act, judgeAct } from '../../src/facts/acts';
import type { Releases } from '../../src/records/releases';
import { createReleases } from '../../src/records/releases';
import { leaveStack } from '../harness/cases';
import { type JobBench, jobBench } from '../harness/jobs';

const JIA = 'enterprise-甲';
const YI = 'enterprise-乙';

/** 甲, whose task it is, confirms. */
const confirmed: Act = {
  name: 'CONFIRM',
  person: { username: 'jia', organisations: [JIA], roles: [], enabled: true },
  heldBy: 'zj-subcontract',
  candidateGroups: [JIA],
  given: { outcome: 'CONFIRMED' },
  at: new Date('2026-10-01T10:00:00+08:00'),
};
const byYi: Act = { ...confirmed, person: { ...confirmed.person, organisations: [YI] } };

describe('an act is judged', () => {
  let bench: JobBench;
  /** decisions asked of the engine, and what they were told */
  const asked: { decision: string; told: string[] }[] = [];
  let releases: Releases;

  beforeAll(async () => {
    bench = await jobBench();
    const { db, engine, clock } = bench.deps;
    const decisionOf = new Map<string, string>();
    const telling: typeof engine = {
      ...engine,
      evaluate(key, facts) {
        asked.push({ decision: decisionOf.get(key) ?? key, told: Object.keys(facts).sort() });
        return engine.evaluate(key, facts);
      },
    };
    releases = createReleases(db, telling, clock);
    const [{ decisions }] = await db.query(
      'select decisions from release order by id desc limit 1',
    );
    for (const [id, key] of Object.entries(decisions)) decisionOf.set(key as string, id);
  });
  beforeEach(() => asked.splice(0));
  afterAll(async () => {
    await bench.deps.close();
    await leaveStack();
  });

  async function storedCase(more: object = {}): Promise<CaseFile> {
    const parties = { generalContractor: JIA, applicant: YI, authority: 'county-330282' };
    const id = await bench.storedCase({ parties, ...more });
    return bench.deps.db.manager.findOneByOrFail(CaseFile, { id });
  }
  async function judged(file: CaseFile, act: Act) {
    const { heard, ...verdict } = await judgeAct({ releases }, bench.deps.db.manager, file, act);
    // what is kept of it names the case and the act that were judged
    expect(heard.facts).toMatchObject({ case: { id: file.id }, act: act.name });
    return verdict;
  }

  test('by the table of its flow and then the common one, each evaluated once', async () => {
    const file = await storedCase();
    const flow = { decision: 'zj-subcontract-acts', told: ['act', 'actor', 'case'] };
    const common = { decision: 'common-acts', told: ['act', 'actor', 'case', 'given', 'task'] };
    const fine = { refusals: [], forbidden: false, entitled: true };
    expect(await judged(file, confirmed)).toEqual(fine);
    expect(asked).toEqual([flow, common]);
    // for the record, of the same facts
    expect(await judged(file, confirmed)).toEqual(fine);
    expect(asked).toEqual([flow, common]);
    // of another case that stands alike the tables read the same
    expect(await judged(await storedCase(), confirmed)).toEqual(fine);
    expect(asked).toEqual([flow, common]);
    const marked = await judged(await storedCase({ marks: ['GC_UNCONFIRMED'] }), confirmed);
    expect(marked.refusals).toHaveLength(1);
    expect(asked).toEqual([flow, common, flow]);
  });

  test('[E-07-05] by the first that refuses it', async () => {
    const { refusals, ...rest } = await judged(await storedCase(), byYi);
    expect(refusals.map(({ code }) => code)).toEqual(['E-07-05']);
    expect(rest).toEqual({ forbidden: false, entitled: false });
    expect(asked.map(({ decision }) => decision)).toEqual(['zj-subcontract-acts']);
  });

  test('[GR-03] never in favour of somebody who is not entitled, whatever the models leave out', async () => {
    const file = await storedCase();
    const whole = await releases.byId(file.releaseId);
    const models = { ...whole.models, decisions: {}, processes: {} };
    const bare = { ...releases, byId: async () => ({ ...whole, models }) };
    const judgement = judgeAct({ releases: bare }, bench.deps.db.manager, file, byYi);
    await expect(judgement).rejects.toThrow('nothing refuses CONFIRM to who is not entitled to it');
  });
});
