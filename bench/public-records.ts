import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { PublicLine } from '../src/entities';
import { publicSearch } from '../src/records/search';

/** What was invented, to ask for. */
export interface Filled {
  ids: string[];
  names: string[];
  numbers: string[];
  enterprises: string[];
  /** places inside the list of stored records */
  cursors: string[];
}

const BATCH = 5000;
/** One of so many stands in publicity instead of being stored. */
const RUNNING = 100;
const KEPT = 500;
const FIRST = Date.parse('2020-01-01T00:00:00Z');
const EVERY_MS = 180_000;

const PLACES = ['甲江', '乙山', '丙湖', '丁溪', '戊岭', '己州', '庚滩', '辛坪', '壬渡', '癸桥'];
const KINDS = ['住宅', '学校', '医院', '厂房', '道路', '管网', '综合楼', '体育馆'];
const DIGITS = '〇一二三四五六七八九';
const UNITS = ['建设集团', '建工', '市政工程', '设计研究院', '勘察院', '监理咨询'];

/** Publishes so many records. */
export async function fill(db: DataSource, records: number): Promise<Filled> {
  const filled: Filled = { ids: [], names: [], numbers: [], enterprises: [], cursors: [] };
  await db.query(
    `insert into organisation (id, kind, level, region_code, name)
     select 'bench-' || n, 'AUTHORITY', 'COUNTY', n::text, '示例区住建委' || n from generate_series(0, 39) n`,
  );
  // the pages read nothing of the cases; and an index is quicker made at once
  await db.query('alter table publicity drop constraint publicity_case_id_fkey');
  const [index]: { indexdef: string }[] = await db.query(
    `select indexdef from pg_indexes
     where schemaname = current_schema() and indexname = 'publicity_grams'`,
  );
  await db.query('drop index publicity_grams');
  const keepEvery = Math.ceil(records / KEPT);
  for (let from = 0; from < records; from += BATCH) {
    const size = Math.min(BATCH, records - from);
    const batch = Array.from({ length: size }, (_, n) => invented(from + n));
    await insert(db, batch);
    for (const record of batch.filter(({ n }) => n % keepEvery === 1)) {
      filled.ids.push(record.id);
      filled.names.push(record.title);
      filled.numbers.push(record.subject);
      filled.enterprises.push(record.enterprise);
      filled.cursors.push(`${record.at}_${record.id}`);
    }
  }
  await db.query(
    `set maintenance_work_mem = '512MB'; ${index?.indexdef}; reset maintenance_work_mem`,
  );
  await db.query('vacuum analyze publicity');
  return filled;
}

/** Removes all of it. */
export async function dropRecords(client: Client, schema: string): Promise<void> {
  await client.query(`drop schema if exists ${schema} cascade`);
}

function invented(n: number) {
  const pick = <T>(list: readonly T[], by: number) => list[Math.floor(n / by) % list.length] as T;
  const chinese = (value: number) => [...String(value)].map((d) => DIGITS[Number(d)]).join('');
  const enterprise = `${pick(PLACES, 7)}${chinese(n % 20_000)}示例${pick(UNITS, 3)}有限公司`;
  const title = `${pick(PLACES, 1)}示例路${chinese(n % 997)}号${pick(KINDS, 10)}${chinese(n % 5)}期工程`;
  const subject = `5001${String(n % 40).padStart(2, '0')}${String(n).padStart(10, '0')}`;
  const content: PublicLine[] = [
    { label: '工程类别', value: '房屋建筑工程' },
    { label: '建设地点', value: `示例省示例市${pick(PLACES, 1)}街道`, group: '基本信息' },
    { label: '环节', value: '施工图审查、合同登记、竣工验收' },
    ...[
      enterprise,
      `${pick(PLACES, 11)}示例监理有限公司`,
      `${pick(PLACES, 13)}示例设计有限公司`,
    ].map((name, i): PublicLine => {
      const uscc = `9150010${n % 10}MA${String((n % 20_000) * 3 + i).padStart(8, '0')}`;
      return { label: '参与单位', value: `${name} · ${uscc}`, searched: true };
    }),
  ];
  const number = `BENCH-${2020 + (n % 5)}-${String(n).padStart(6, '0')}`;
  // numbers of cases are random: so is where they lie in every index
  const id = createHash('md5')
    .update(String(n))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return {
    ...{ n, id, title, subject, enterprise, number, content, at: FIRST + n * EVERY_MS },
    authority: `bench-${n % 40}`,
    state: n % RUNNING === 0 ? 'OPEN' : 'STORED',
    ...publicSearch({ title, number, subject, content }),
  };
}

async function insert(db: DataSource, batch: ReturnType<typeof invented>[]): Promise<void> {
  await db.query(
    `with given as (
       select *, to_timestamp(at / 1000) as moment from jsonb_to_recordset($1::jsonb) as g (
         id uuid, title text, subject text, number text, content jsonb, at double precision,
         authority text, state text, search text, grams jsonb))
     insert into publicity (id, case_id, round, process_id, number, subject, title, authority,
       content, starts, ends, stored_at, state, search, grams)
     select id, id, 1, 'bench', number, subject, title, authority, content, moment,
       moment + interval '10 days', case when state = 'STORED' then moment end, state, search,
       array(select jsonb_array_elements_text(grams)) from given`,
    [JSON.stringify(batch)],
  );
}
