/** A row of the authority directory or an enterprise; `id` is also its Keycloak group. */
export interface Organisation {
  id: string;
  kind: 'AUTHORITY' | 'ENTERPRISE';
  level: 'COUNTY' | 'CITY' | 'PROVINCE' | 'SECTOR' | 'STATE' | 'ENTERPRISE';
  /** GB/T 2260, 100000 is the whole country; a zone without a code has a key of its own (OP-47). */
  regionCode: string;
  /** The organisation that is told when this one is late (GR-05); null: nobody above. */
  parentId: string | null;
  /** The organisation that this is a post of: its people see the same cases. */
  postOf?: string;
  name: string;
  short: string;
  /** Begins the numbers of its documents: 慈建 in 慈建督〔2026〕12号. Enterprises issue none. */
  documentPrefix: string | null;
  /** What it is responsible for; one authority per level, region and duty. */
  duties: Duty[];
}

/** CONSTRUCTION is what routing asks for unless a rule names another duty. */
export type Duty =
  | 'CONSTRUCTION'
  | 'URBAN_MANAGEMENT'
  | 'CONSTRUCTION_INDUSTRY'
  | 'HIGHWAY'
  | 'WATERWAY'
  | 'WATERCONS'
  | 'TELECOM'
  | 'POWER'
  // posts of a city's authority that divide its work among themselves
  | 'CITY_VERIFY'
  | 'CITY_ERRATUM'
  | 'CITY_SUPERVISION'
  | 'CITY_COMPLAINTS';

/** The flows below `bpmn/<area>` concern the regions whose codes (GB/T 2260) begin so. */
export interface Jurisdiction {
  area: string;
  regionPrefix: string;
}

/** A person of the demo and the tests. */
export interface DemoPerson {
  username: string;
  name: string;
  /** Keycloak realm roles. */
  roles: string[];
  /** Group id, null for somebody who belongs to none (yet). */
  organisation: string | null;
  /** What the person is there for, one line. */
  what: string;
}

/** An enterprise in the shape of the start form `zj-enterprise`; all are invented. */
export interface DemoEnterprise {
  /** What the acceptance examples call it: 甲, 乙, 丙. */
  label: string;
  name: string;
  creditCode: string;
  /** A county, or a district-city for an enterprise directly under it (CITY_DIRECT). */
  regPlace: string;
  enterpriseType: string;
  legalRepresentative: string;
  qualifications: string;
}

/** A registered constructor (注册建造师) to try things with, whom the register knows; all are invented. */
export interface DemoConstructor {
  name: string;
  /** Right check digit, but born in the 1880s: nobody's number. */
  idNumber: string;
  /** 下载人员信息编号 */
  recordId: string;
  certificateNo: string;
}

/** A construction permit as a permit system pushes it (ZJ-21); all are invented. */
export interface DemoPermit {
  permitNo: string;
  sourceSystem: 'PERMIT_SYSTEM' | 'APPROVAL_PLATFORM';
  issuingAuthority: string;
  /** YYYY-MM-DD */
  issueDate: string;
  projectName: string;
  projectPlace: string;
  ownerName: string;
  builderUscc: string;
  /** Absent where the pushing system does not tell it (OP-47). */
  contractMode?: 'GC' | 'STANDALONE';
  /** A works category, or a specialty for a standalone project. */
  worksCategory: string;
  projectLeaderName: string;
  /** Right check digit, but born in the 1880s: nobody's number. */
  projectLeaderIdNumber: string;
}

/**
 * A permit with its project's basic information as a permit issuing system pushes it (CQ-08); all
 * are invented.
 */
export interface DemoPermitFeed {
  /** 18 digits: issuing region, day, serial, class. */
  permitNo: string;
  /** 16 digits, appendix A.2 of the requirements. */
  projectNo: string;
  projectName: string;
  regionCode: string;
  issuingAuthority: string;
  /** YYYY-MM-DD */
  issueDate: string;
  managementLevel: 'DISTRICT' | 'CITY';
  /** Absent where the pushing system does not tell it. */
  grade?: 'A' | 'B' | 'C' | 'D';
  /** What appendix B.1 wants, beside the fields above; lists by their codes of appendix A.7. */
  basic: {
    address: string;
    buildCorpName: string;
    buildCorpCode: string;
    projectType: string;
    nature: string;
    purpose: string;
    scale: string;
    /** Square metres; a road has a length in metres instead. */
    area?: number;
    length?: number;
    /** Ten thousand yuan. */
    invest: number;
    approvalNo: string;
  };
  participants: { role: string; name: string; uscc: string }[];
}
