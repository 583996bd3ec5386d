/** A permit as the permit system of Chongqing pushes it. */
export function feed(data: object = {}, refs: object = {}) {
  return {
    flow: 'CQ-08',
    data: {
      permitNo: '500103202403110101',
      projectNo: '5001032403110102',
      projectName: '某中心项目',
      regionCode: '500103',
      participants: [{ role: 'CONSTRUCTION', uscc: '91500103MA5TETT10P' }],
      ...data,
    },
    refs: {
      regionCode: { found: true },
      projectNo: { valid: true },
      permitNo: { valid: false },
      participants: [{ uscc: { valid: true, found: false } }],
      ...refs,
    },
    applicant: { organisation: 'platform' },
  };
}

/** The `facts` decisions of `cq-permit-feed`. */
export const FEED_RULES = ['cq-permit-feed-facts'];
