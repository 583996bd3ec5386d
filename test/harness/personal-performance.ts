import request from 'supertest';
import { createTokens } from '../../stand-in/tokens';
import { sql } from './cases';
import { API, runtime } from './client';
import { entered } from './entry';
import { creditCode, enteredPerson, newCard, personOf, titled } from './person';
import { JIA } from './subcontract';

export const PERFORMANCE = 'zj-personal-performance';
export const USE = 'zj-performance-use';
/** When the tables of the tests are handed in, AE-66. */
export const FILED = '2026-04-30 10:00';

/** The table as 甲 fills it in for somebody. */
export const table = (person: string, changes: object = {}) => ({
  ...{ who: JIA, papers: [] as string[] },
  data: {
    person,
    ...{ targetQualification: 'FIRE', targetGrade: 'LOWEST' },
    basicSituation: { education: '本科', title: '工程师', registration: '注册建造师' },
    performances: [
      {
        ...{ projectName: '虚构·萧山机械厂车间', place: '萧山区' },
        ...{ scale: '建筑面积8000平方米', role: '技术负责人' },
        ...{ startDate: '2023-01-01', endDate: '2024-06-30' },
      },
    ],
    ...changes,
  },
});

/** Somebody with a title at 甲. @returns the number of the person */
export async function technicalLead(): Promise<string> {
  return personOf(await enteredPerson(await titled(newCard('王技'), { at: FILED })));
}

/** The table of somebody of 甲 is public. */
export const published = async (person: string) => entered(PERFORMANCE, table(person), 'PUBLICITY');

/** How the entry of a table stands. */
export async function standing(id: string) {
  const [row] = await sql<{ status: string; number: string }>(
    `select e.status, c.number from library_entry e join case_file c on c.id = e.case_id
     where c.id = $1 and e.valid_to is null`,
    [id],
  );
  return row;
}

/** The system on which enterprises apply for qualifications uses a table. */
export async function use(id: string, matter = 'LOWEST_GRADE', enterprise = creditCode('甲')) {
  const token = await createTokens(runtime.env).of('qualification-system');
  return request(API)
    .post(`/api/cases/${USE}`)
    .set('authorization', `Bearer ${token}`)
    .send({ data: { performanceNo: (await standing(id))?.number, matter, enterprise } });
}
