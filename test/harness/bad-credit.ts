import request from 'supertest';
import { unique } from './cases';
import { API } from './client';
import { publicityOf } from './complaint';
import { entered } from './entry';
import { JIA_CODE } from './violation';

export const FLOW = 'zj-bad-credit';
/** 杭州市, which decided it. */
export const CITY = 'city-330100';
export const PAPERS = ['DECISION_DOCUMENT'];

/** A penalty of 甲 that 杭州市 decided. */
export const penalty = (changes: object = {}) => ({
  ...{ creditClass: 'BAD', occurredInProvince: 'YES', source: 'OWN', decisionKind: 'PENALTY' },
  ...{ title: '未按图施工的罚款（虚构）', documentNo: unique('杭建罚'), issuedBy: '杭州市建委' },
  ...{ issuedOn: '2026-02-10', violatedRule: '《示例条例》第一条', facts: '内部：未按图施工' },
  ...{ subjectType: 'ENTERPRISE', enterpriseUscc: JIA_CODE, enterpriseName: '甲' },
  ...{ effectiveOn: '2026-02-11', ...changes },
});

/** What is public of it. */
export const PUBLISH = { publicFacts: '未按图施工，罚款一万元（虚构）。' };

/** Hands one in that must be taken. @returns the id of its case */
export const recorded = (who: string, data: object, papers = PAPERS) =>
  entered(FLOW, { who, data, papers }, 'TO_RECORD');

/** What everybody gets of the page of a record. */
export const page = async (id: string) =>
  request(API).get(`/public/${(await publicityOf(id))?.id}`);
