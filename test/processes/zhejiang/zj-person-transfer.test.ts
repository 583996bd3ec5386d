import { drawEntries } from '../../../stand-in/service-network';
import {
  clockAt,
  codes,
  leaveStack,
  publishCalendar,
  waitMessage,
  waitStatus,
} from '../../harness/cases';
import { as, runtime } from '../../harness/client';
import { newCreditCode } from '../../harness/enterprise';
import { entered, entryRefusals, libraryEntry, tryEntry } from '../../harness/entry';
import { keycloak, newPerson } from '../../harness/people';
import { cardRead, certificatesOf, newCard } from '../../harness/person';
import { BING, GROUP, JIA, YI } from '../../harness/subcontract';
import {
  codeOf,
  DRAW,
  drawing,
  employed,
  UNLOCK,
  unlocked,
  unlocking,
} from '../../harness/transfer';

const NOW = '2026-09-28 09:00';

async function drawnFor(who: string): Promise<string[]> {
  return (await drawEntries(runtime.env, codeOf(who), 'personnel')).map(({ key }) => key);
}

describe('people go from one enterprise to another', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-02][AE-58][AE-59][E-02-04][E-02-05][E-02-06][E-02-15][4.2] locked, unlocked, drawn in', async () => {
    const one = await employed(NOW);
    const { card, person } = one;
    const key = `${(await certificatesOf(person))[0]?.natural_key}`;
    expect(await drawnFor(JIA)).toContain(key);
    expect(await entryRefusals(DRAW, await drawing(one, NOW))).toEqual(['E-02-04']);

    const id = await unlocked(person, NOW);
    expect(await waitMessage(id, 'PERSON_UNLOCKED')).toEqual([GROUP.jia]);
    expect(await libraryEntry('person', person)).toMatchObject({
      ...{ status: 'UNLOCKED', version: 2 },
      data: { employer: null, formerEmployer: codeOf(JIA) },
    });
    expect([await drawnFor(JIA), await drawnFor(YI)].flat()).not.toContain(key);
    expect(await entryRefusals(UNLOCK, await unlocking(person, NOW))).toEqual(['E-02-02']);

    const by = async (reading: string, who = YI) =>
      entryRefusals(DRAW, { who, data: { person: card.idNumber, readingNo: reading } });
    expect(await by(await cardRead(newCard(), YI, NOW))).toEqual(['E-02-05']);
    expect(await by('')).toEqual(['E-02-05']);
    expect(await by(await cardRead(card, BING, NOW))).toEqual(['E-02-05']);
    expect(await by(await cardRead(card, YI, '2026-08-28 09:00'))).toEqual(['E-02-05']);
    const unknown = await drawing({ card: newCard() }, NOW);
    expect(await entryRefusals(DRAW, unknown)).toEqual(['E-02-15']);
    const uscc = newCreditCode();
    await keycloak.ensureGroups([`enterprise-${uscc}`]);
    const clerk = await newPerson({ roles: ['enterprise'], organisations: [`enterprise-${uscc}`] });
    expect(await by(await cardRead(card, uscc, NOW), clerk)).toEqual(['E-02-06']);

    const drawn = await entered(DRAW, await drawing(one, NOW), 'DRAWN_IN');
    expect(await waitMessage(drawn, 'PERSON_DRAWN_IN')).toEqual([GROUP.yi]);
    expect(await libraryEntry('person', person)).toMatchObject({
      ...{ status: 'LOCKED', version: 3 },
      data: { employer: codeOf(YI), formerEmployer: codeOf(JIA), name: '李**' },
    });
    expect((await certificatesOf(person))[0]).toMatchObject({
      ...{ natural_key: key, status: 'ENTERED', version: 3 },
      data: { employer: codeOf(YI), certificateType: 'CONSTRUCTOR' },
    });
    expect(await drawnFor(YI)).toContain(key);
    expect(await drawnFor(JIA)).not.toContain(key);
  });

  test('[ZJ-02] the directory: who holds a person is offered to unlock the person', async () => {
    // later than every other test: the newest entries are shown
    const then = '2036-09-29 09:00';
    await publishCalendar(2036);
    await clockAt(then);
    const one = await employed(then);
    const offered = async (who: string) => {
      const { text } = await (await as(who)).get('/').expect(200);
      return text.includes(`/submit/zj-person-unlock?person=${one.person}`);
    };
    expect([await offered(JIA), await offered(YI)]).toEqual([true, false]);
    await unlocked(one.person, then);
    await entered(DRAW, await drawing(one, then), 'DRAWN_IN');
    expect([await offered(JIA), await offered(YI)]).toEqual([false, true]);
    await clockAt(NOW);
  });

  test('[ZJ-02][DD-13] a mistaken unlock: the enterprise draws the person back', async () => {
    const one = await employed(NOW);
    await unlocked(one.person, NOW);
    await entered(DRAW, await drawing(one, NOW, JIA), 'DRAWN_IN');
    expect(await libraryEntry('person', one.person)).toMatchObject({
      ...{ status: 'LOCKED', data: { employer: codeOf(JIA) } },
    });
  });

  test('[ZJ-02][E-02-04] two enterprises at one moment: exactly one gets the person', async () => {
    const one = await employed(NOW);
    await unlocked(one.person, NOW);
    const asked = await Promise.all([drawing(one, NOW, YI), drawing(one, NOW, BING)]);
    const answers = await Promise.all(asked.map((given) => tryEntry(DRAW, given)));
    const taken = answers.findIndex(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(answers.flatMap(codes)).toEqual(['E-02-04']);
    await waitStatus(answers[taken]?.body.id, 'DRAWN_IN');
    expect(await libraryEntry('person', one.person)).toMatchObject({
      ...{ status: 'LOCKED', version: 3, data: { employer: codeOf([YI, BING][taken] ?? '') } },
    });
  });
});
