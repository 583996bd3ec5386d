import type { DataSource } from 'typeorm';

/**
 * Writes past cases of ZJ-07 as they are after they entered the library: each with the judgements of its
 * submission and of two acts, and the three rule tasks that its diagrams asked. What differs between cases
 * in life differs here: permits, places, specialties, parties, days. Half a case in ten was refused.
 * @param db a record with the tables, in a schema of its own
 * @param cases how many
 */
export async function writePastCases(db: DataSource, cases: number): Promise<void> {
  await db.query(
    `insert into release (id, created_at, content_hash, resources, processes, decisions)
     overriding system value values (1, now(), '-', '[]', '{}', '{}')`,
  );
  await db.query(CASES, [cases]);
  await db.query(SUBMISSIONS);
  await db.query(REFUSED, [cases]);
  await db.query(ACTS);
  await db.query(INSTANCES);
  await db.query(RULE_TASKS);
  await db.query('analyze');
}

/** Facts of the n-th case, as SQL over `n`. */
const FACTS = `jsonb_build_object(
  'flow', 'ZJ-07', 'round', 1, 'duplicates', 0, 'related', '[]'::jsonb,
  'today', (date '2024-01-01' + n % 700)::text,
  'firstSubmitted', (date '2024-01-01' + n % 700)::text,
  'attachments', case when n % 20 = 0 then '["SUBCONTRACT"]'::jsonb
    else '["SUBCONTRACT", "ACCEPTANCE_RECORD"]'::jsonb end,
  'data', jsonb_build_object(
    'gcPermitNo', '3302822026' || lpad((n % 4000)::text, 8, '0'),
    'specialty', specialties[1 + n % array_length(specialties, 1)],
    'projectName', '示例家园' || n || '号楼精装修（虚构）', 'contractNo', 'HT-' || n,
    'contractAmount', 20 + n % 9000, 'startDate', '2026-05-06', 'finishDate', '2026-09-20',
    'indicators', '精装修面积 ' || n || ' 平方米',
    'projectLeaderName', '陈**', 'projectLeaderIdNumber', '330***********0011'),
  'refs', jsonb_build_object('gcPermitNo', jsonb_build_object(
    'found', n % 50 <> 0, 'status', 'PUSHED', 'marks', '[]'::jsonb,
    'data', jsonb_build_object('projectPlace', places[1 + n % array_length(places, 1)],
      'contractMode', 'GC', 'builderUscc', '91330' || lpad((n % 300)::text, 13, '0'),
      'issuingAuthority', 'county-' || places[1 + n % array_length(places, 1)],
      'projectName', '示例家园' || n))),
  'applicant', jsonb_build_object(
    'user', 'yi.qian', 'roles', '["enterprise"]'::jsonb,
    'organisation', 'enterprise-92330' || lpad((n % 900)::text, 13, '0'),
    'uscc', '92330' || lpad((n % 900)::text, 13, '0'),
    'enterprise', jsonb_build_object('found', true, 'data', jsonb_build_object(
      'name', '示例专业公司' || n % 900, 'regPlace', '330109'))))`;

const VARIETY = `(select
  array['DECORATION','STEEL','FOUNDATION','CURTAIN_WALL','FIRE','WATERPROOF','ELECTROMECHANICAL'] as specialties,
  array['330282','330109','330782','330106','330203'] as places) variety`;

const CASES = `
  insert into case_file (id, number, process_id, flow, release_id, process_instance_key, title, status,
    round, marks, flags, parties, data, secrets, natural_key, subject, applicant_organisation,
    applicant_user, awaits_correction, created_at, closed_at)
  select gen_random_uuid(), 'BP-' || lpad(n::text, 6, '0'), 'zj-subcontract', 'ZJ-07', 1, (1000000000 + n)::text, '示例 ' || n,
    'ENTERED', 1, '{}', '{}', jsonb_build_object('authority', 'county-330282'), '{}', '{}', null, null,
    'enterprise-x', 'yi.qian', false, timestamptz '2024-01-01' + n * interval '1 hour', now()
  from generate_series(1, $1::int) n`;

const SUBMISSION = `'SUBMISSION', array['zj-subcontract'], %CASE, 1, 'zj-subcontract', 'ZJ-07', 1`;

const SUBMISSIONS = `
  insert into judgement (id, at, kind, asked, case_id, round, process_id, flow, release_id, refused, facts, said)
  select gen_random_uuid(), c.created_at, ${SUBMISSION.replace('%CASE', 'c.id')}, false, ${FACTS}, '[]'
  from case_file c, ${VARIETY}, lateral (select c.process_instance_key::int - 1000000000 as n) one`;

const REFUSED = `
  insert into judgement (id, at, kind, asked, case_id, round, process_id, flow, release_id, refused, facts, said)
  select gen_random_uuid(), timestamptz '2024-01-01' + n * interval '1 hour',
    ${SUBMISSION.replace('%CASE', 'null::uuid')}, true, ${FACTS}, '[]'
  from ${VARIETY}, generate_series(1, $1::int, 20) n`;

const ACTS = `
  insert into judgement (id, at, kind, asked, case_id, round, process_id, flow, release_id, refused, facts, said)
  select gen_random_uuid(), c.created_at + interval '1 day', 'ACT', array['zj-subcontract', 'zj-subcontract'],
    c.id, 1, 'zj-subcontract', 'ZJ-07', 1, false,
    jsonb_build_object('act', act.name,
      'actor', jsonb_build_object('user', 'somebody', 'roles', '[]'::jsonb,
        'organisations', jsonb_build_array(act.organisation),
        'entitled', true, 'isApplicant', false, 'isParty', true),
      'case', jsonb_build_object('id', c.id, 'number', c.number, 'process', 'zj-subcontract',
        'status', act.status, 'round', 1, 'marks', '[]'::jsonb, 'flags', '[]'::jsonb, 'data', '{}'::jsonb,
        'related', '[]'::jsonb, 'outcomes', '[]'::jsonb, 'acts', act.before,
        'deadlines', jsonb_build_object('GC_CONFIRM_3', jsonb_build_object('over', false)),
        'parties', jsonb_build_object('generalContractor', 'enterprise-gc', 'authority', 'county-330282')),
      'task', jsonb_build_object('open', true, 'forApplicant', false),
      'given', jsonb_build_object('outcome', act.outcome)), '[]'
  from case_file c, (values
    ('CONFIRM', 'enterprise-gc', 'WAIT_GC', '[]'::jsonb, 'CONFIRMED'),
    ('REVIEW', 'county-330282', 'UNDER_REVIEW', '["CONFIRM"]'::jsonb, 'APPROVED')
  ) act(name, organisation, status, before, outcome)`;

/** The case's own instance, and those it called; keys in the order in which an engine would count. */
const INSTANCES = `
  insert into engine_instance (key, process_id, definition_key, parent_key, root_key, root_element_id, started_at, ended_at)
  select c.process_instance_key || suffix, process, '1', parent.key, c.process_instance_key, element,
    c.created_at, now()
  from case_file c, (values
    ('', 'zj-subcontract', null), ('001', 'common-authority', 'Call_ResolveAuthority'),
    ('002', 'common-deadline', 'Call_ConfirmationDeadline'), ('003', 'common-deadline', 'Call_ReviewDeadline')
  ) called(suffix, process, element),
  lateral (select case when suffix = '' then null else c.process_instance_key end as key) parent`;

const RULE_TASKS = `
  insert into engine_evaluation (position, root_key, instance_key, process_id, element_id, at, decision_key,
    decision_id, output, facts, rules)
  select c.process_instance_key::bigint * 10 + task.n, c.process_instance_key,
    c.process_instance_key || '00' || task.n, task.process, task.element,
    c.created_at + task.n * interval '1 hour', '1', task.decision, null,
    jsonb_build_object('caseId', c.id, 'table', task.decision) || case task.n
      when 1 then jsonb_build_object('step', 'ZJ-07', 'places', jsonb_build_object(
        'permitIssuer', 'county-330282', 'projectPlace', jsonb_build_object(
          'code', place, 'city', substr(place, 1, 4) || '00', 'placeKind', 'COUNTY_UNIT'),
        'enterpriseReg', jsonb_build_object('code', '330109', 'city', '330100', 'placeKind', 'COUNTY_UNIT')))
      when 2 then jsonb_build_object('key', 'GC_CONFIRM_3', 'item', specialty, 'from', c.created_at)
      else jsonb_build_object('key', 'NONE', 'item', specialty) end, '[]'
  from case_file c, ${VARIETY}, (values
    (1, 'common-authority', 'Rule_Authority', 'zj-authority'),
    (2, 'common-deadline', 'Rule_Deadline', 'zj-deadlines'),
    (3, 'common-deadline', 'Rule_Deadline', 'zj-deadlines')
  ) task(n, process, element, decision),
  lateral (select places[1 + c.process_instance_key::int % array_length(places, 1)] as place,
    specialties[1 + c.process_instance_key::int % array_length(specialties, 1)] as specialty) one`;
