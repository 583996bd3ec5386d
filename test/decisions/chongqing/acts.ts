/** Somebody acts on a case of Chongqing. */
import type { DecisionCase } from '../../harness/decisions';
import { refused } from '../../harness/decisions';

const DISTRICT = 'county-500103';
const APPLICANT = 'enterprise-91500103MA5TETT10P';

/** What the entitled district gives for an act; `who` else acts, on which `case`. */
export function act(name: string, given: object = {}, more: { who?: object; on?: object } = {}) {
  const member = { user: 'a', organisations: [DISTRICT], entitled: true, isApplicant: false };
  const actor = { ...member, ...more.who };
  const isParty = actor.organisations.some((one) => [APPLICANT, DISTRICT].includes(one));
  return {
    act: name,
    actor: { ...actor, isParty },
    case: {
      status: 'VERIFYING',
      parties: { applicant: APPLICANT, authority: DISTRICT },
      outcomes: [],
      ...more.on,
    },
    task: { open: true, forApplicant: false },
    given,
  };
}

/** The applicant withdraws a case in this status. */
export const withdrawn = (status: string, who: object = { isApplicant: true, entitled: false }) =>
  act('WITHDRAW', {}, { who, on: { status } });

const stranger = { organisations: ['county-500112'], entitled: false };
const colleague = { organisations: [DISTRICT], entitled: false };
const applicant = { organisations: [APPLICANT], entitled: true, isApplicant: true };

/** What holds for every act of every flow. */
export function everyAct(flow: string, name: string, negative: string): DecisionCase[] {
  const notOpen = (who: object) => ({
    ...act(name, {}, { who }),
    task: { open: false, forApplicant: false },
  });
  return [
    [`[${flow}] entitled`, act(name, { outcome: 'CONFIRMED_BY_HAND' }), refused()],
    [
      `[${flow}][CQ-E101] another district`,
      act(name, { outcome: negative }, { who: stranger }),
      refused('CQ-E101'),
    ],
    [`[${flow}][CQ-E101] and without a task`, notOpen(stranger), refused('CQ-E101')],
    [
      `[${flow}][E-00-03] the authority itself, without a task`,
      notOpen(colleague),
      refused('E-00-03'),
    ],
    [
      `[${flow}][CQ-E101] the own application`,
      act(name, {}, { who: applicant }),
      refused('CQ-E101'),
    ],
    [
      `[${flow}][CQ-E103] ${negative} without opinion`,
      act(name, { outcome: negative, opinion: ' ' }),
      refused('CQ-E103'),
    ],
    [`[${flow}] with opinion`, act(name, { outcome: negative, opinion: '材料不符' }), refused()],
  ];
}

/** Withdrawal: in one status only, by the applicant only. */
export function withdrawal(flow: string, allowed: string, late: string): DecisionCase[] {
  return [
    [`[${flow}] withdrawn in time`, withdrawn(allowed), refused()],
    [`[${flow}][E-00-05] too late`, withdrawn(late), refused('E-00-05')],
    [`[${flow}][CQ-E101] by somebody else`, withdrawn(allowed, stranger), refused('CQ-E101')],
  ];
}

/** A district reports to the city: formal document with number, commitment. */
export function report(flow: string): DecisionCase[] {
  const document = { documentNo: '渝某建文〔2024〕18号', documentDate: '2024-10-12' };
  return [
    [`[${flow}] reported`, act('REPORT', { ...document, commitment: true }), refused()],
    [`[${flow}][CQ-E208] no commitment`, act('REPORT', document), refused('CQ-E208')],
    [`[${flow}][CQ-E208] no document`, act('REPORT', { commitment: true }), refused('CQ-E208')],
  ];
}

/** Two different people go on site, one of them of the city, and each signs for himself. */
export function keyCheck(flow: string): DecisionCase[] {
  const city = (account: string) => ({ account, unit: 'CITY' });
  const district = (account: string) => ({ account, unit: 'DISTRICT' });
  const onSite = (...inspectors: object[]) =>
    act('CHOOSE_METHOD', { outcome: 'ON_SITE', opinion: '须到现场', inspectors });
  const inspectors = [city('b'), district('c')];
  const given = { outcome: 'ON_SITE', opinion: '须到现场', inspectors };
  const named = (row: object, organisation: string) => ({
    ...act('CHOOSE_METHOD', given, { on: { data: { projectNo: '5001032024010101' } } }),
    people: [{ user: 'b', found: true, organisations: [organisation], row }],
  });
  const signature = (person: string) => ({ act: 'SIGN', person, round: 1 });
  const moved = (to: object) => ({
    ...act(
      'REASSIGN',
      { from: 'county-500103', organisation: 'county-500103', opinion: '离职', ...to },
      {
        who: { user: 'admin', roles: ['case-admin'], entitled: false },
        on: { round: 1, done: [signature('b')] },
      },
    ),
    task: { open: false, forApplicant: false },
  });
  return [
    [`[${flow}] two people, one of the city`, onSite(city('b'), district('c')), refused()],
    [`[${flow}][CQ-E402] nobody`, onSite(), refused('CQ-E402')],
    [`[${flow}][CQ-E402] one`, onSite(city('b')), refused('CQ-E402')],
    [
      `[${flow}][CQ-E402] the same person written twice`,
      onSite(city('b'), city(' B')),
      refused('CQ-E402'),
    ],
    [
      `[${flow}][CQ-E402] nobody of the city`,
      onSite(district('b'), district('c')),
      [{ code: 'CQ-E402', zh: '实地核查须由2名及以上工作人员实施，且至少1名为市级人员' }],
    ],
    [
      `[R8][${flow}][CQ-E402] somebody who is not of the unit that is named, and cannot sign there`,
      named({ unit: 'CITY' }, 'county-500103'),
      [{ code: 'CQ-E402', zh: expect.stringContaining('须属于所填的单位') }],
    ],
    [`[R8][${flow}] of the city`, named({ unit: 'CITY' }, 'city-500000.supervision'), refused()],
    [`[R8][${flow}] of the district`, named({ unit: 'DISTRICT' }, 'county-500103'), refused()],
    [
      `[R8][${flow}][CQ-E402] of another district`,
      named({ unit: 'DISTRICT' }, 'county-500112'),
      refused('CQ-E402'),
    ],
    [
      `[${flow}] on paper, with the reason`,
      act('CHOOSE_METHOD', { outcome: 'PAPER', opinion: '材料足够' }),
      refused(),
    ],
    [
      `[${flow}][CQ-E103] without one`,
      act('CHOOSE_METHOD', { outcome: 'PAPER' }),
      refused('CQ-E103'),
    ],
    [`[${flow}] signed by whose turn it is`, act('SIGN', { inspector: 'A ' }), refused()],
    [
      `[${flow}][CQ-E402][G-05] signed by another`,
      act('SIGN', { inspector: 'b' }),
      refused('CQ-E402'),
    ],
    [`[${flow}] before it is known whose turn it is`, act('SIGN'), refused()],
    [
      `[R8][${flow}][CQ-E402][G-05] signed by who has signed already`,
      act('SIGN', { inspector: 'a' }, { on: { round: 1, done: [signature('a')] } }),
      refused('CQ-E402'),
    ],
    [
      `[R8][${flow}] signed in an earlier round`,
      act('SIGN', { inspector: 'a' }, { on: { round: 2, done: [signature('a')] } }),
      refused(),
    ],
    [
      `[R8][${flow}][CQ-E402] the signature is reassigned to who has signed already`,
      moved({ task: 'SIGN', person: 'b' }),
      refused('CQ-E402'),
    ],
    [`[R8][${flow}] to another colleague`, moved({ task: 'SIGN', person: 'c' }), refused()],
    [
      `[R8][${flow}][CQ-E402] the signature is reassigned to another unit`,
      moved({ task: 'SIGN', person: 'c', organisation: 'county-500112' }),
      refused('CQ-E402'),
    ],
    [
      `[R8][${flow}] another task of the check to who has signed`,
      moved({ task: 'CONCLUDE', person: 'b' }),
      refused(),
    ],
    [
      `[${flow}][CQ-E103] FRAUD without opinion`,
      act('CONCLUDE', { outcome: 'FRAUD' }),
      refused('CQ-E103'),
    ],
  ];
}
