import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What decisions were told, kept as they were told it (ADR 24): of submissions, acts and checks by whoever
 * asked (`judgement`), of business rule tasks from the engine (`engine_evaluation`, with the variables
 * that the feed brings from now on). From these `npm run plan` judges past cases again.
 */
export class Judgements1795300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(TAKE);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function engine_feed_take(int, bigint, jsonb);
      alter function engine_feed_take_events(int, bigint, jsonb) rename to engine_feed_take;
      do $$ begin
        if exists (select 1 from pg_roles where rolname = 'zhujian_feed') then
          grant execute on function engine_feed_take(int, bigint, jsonb) to zhujian_feed;
        end if;
      end $$;
      drop function engine_feed_judged(jsonb), engine_feed_json(text);
      drop view case_evaluation;
      drop table engine_evaluation, engine_variable, judgement;`);
  }
}

const TABLES = `
  -- kind: SUBMISSION, ACT or CHECK; asked: the processes whose decisions were asked, or the decision;
  -- case_id is null where a submission was refused and no case came of it
  create table judgement (
    id uuid primary key, at timestamptz not null, kind text not null, asked text[] not null,
    case_id uuid, round int not null, process_id text not null, flow text not null,
    release_id int not null, refused boolean not null, facts jsonb not null, said jsonb not null);
  create index on judgement (case_id);
  create index on judgement (at);

  -- variables of running process instances, and of a rule task until it is evaluated
  create table engine_variable (
    scope_key text not null, name text not null, value jsonb, primary key (scope_key, name));

  -- decisions that business rule tasks evaluated, and the variables that they saw
  create table engine_evaluation (
    position bigint primary key, root_key text not null, instance_key text not null,
    process_id text not null, element_id text not null, at timestamptz not null,
    decision_key text not null, decision_id text not null, output jsonb, facts jsonb not null,
    rules jsonb not null);
  create index on engine_evaluation (root_key);
  create index on engine_evaluation (at);

  -- called_by is the call activity of the parent's diagram, root_element_id that of the case's own
  create view case_evaluation as
    select c.id as case_id, e.position, e.at, e.process_id, e.instance_key, e.element_id,
      e.decision_key, e.decision_id, e.output, e.facts, e.rules, i.parent_key, i.root_element_id,
      p.process_id as parent_process_id,
      case when i.parent_key = i.root_key then i.root_element_id else
        (select s.element_id from engine_step s
         where s.instance_key = i.parent_key and s.element_type = 'CALL_ACTIVITY'
           and s.key::numeric < i.key::numeric order by s.key::numeric desc limit 1)
      end as called_by
    from case_file c
    join engine_evaluation e on e.root_key = c.process_instance_key
    left join engine_instance i on i.key = e.instance_key
    left join engine_instance p on p.key = i.parent_key;
`;

const TAKE = `
  -- the engine's JSON; null for what PostgreSQL cannot hold inside of one (NUL, half a surrogate pair)
  create function engine_feed_json(written text) returns jsonb language sql immutable as $$
    select case when written = '' or written ~* '\\\\u(0000|d[89a-f])' then null else written::jsonb end $$;
  revoke all on function engine_feed_json(text) from public;

  -- keeps what an event says of the facts of decisions; the variables are those of the moment, because
  -- events come in the order of the engine's log
  create function engine_feed_judged(event jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v jsonb := event->'value';
    kind text := event->>'valueType';
    root text;
  begin
    if kind = 'VARIABLE' and length(v->>'value') <= 20000 then
      insert into engine_variable values (v->>'scopeKey', v->>'name', engine_feed_json(v->>'value'))
      on conflict (scope_key, name) do update set value = excluded.value;
    elsif kind = 'VARIABLE' then
      -- too much to be a fact that decides
      delete from engine_variable where scope_key = v->>'scopeKey' and name = v->>'name';
    elsif kind = 'DECISION_EVALUATION' then
      root := (engine_feed_instance(v->>'processInstanceKey')).root_key;
      insert into engine_evaluation
      select (event->>'position')::bigint, coalesce(root, v->>'processInstanceKey'),
        v->>'processInstanceKey', v->>'bpmnProcessId', v->>'elementId',
        to_timestamp((event->>'timestamp')::numeric / 1000), v->>'decisionKey', v->>'decisionId',
        engine_feed_json(v->>'decisionOutput'),
        -- of two variables of a name, the rule task's own
        (select coalesce(jsonb_object_agg(name, value order by scope_key = v->>'elementInstanceKey'), '{}')
         from engine_variable where scope_key in (v->>'processInstanceKey', v->>'elementInstanceKey')),
        (select coalesce(jsonb_agg(jsonb_build_object('decision', d->>'decisionId', 'rule', r->>'ruleId')), '[]')
         from jsonb_array_elements(v->'evaluatedDecisions') d, jsonb_array_elements(d->'matchedRules') r);
      delete from engine_variable where scope_key = v->>'elementInstanceKey';
    else
      delete from engine_variable where scope_key = event->>'key';
    end if;
  end $$;
  revoke all on function engine_feed_judged(jsonb) from public;

  alter function engine_feed_take(int, bigint, jsonb) rename to engine_feed_take_events;
  create function engine_feed_take(from_partition int, up_to bigint, events jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare known bigint;
  begin
    insert into engine_feed (partition, position) values (from_partition, -1) on conflict do nothing;
    select position into known from engine_feed where partition = from_partition for update;
    perform engine_feed_take_events(from_partition, up_to, events);
    perform engine_feed_judged(event)
    from jsonb_array_elements(events) with ordinality as one(event, n)
    where (event->>'position')::bigint > known
      and (event->>'valueType' in ('VARIABLE', 'DECISION_EVALUATION')
        or event->'value'->>'bpmnElementType' = 'PROCESS'
          and event->>'intent' in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED'))
    order by n;
  end $$;

  -- the broker may hand over, and nothing else
  revoke all on function engine_feed_take(int, bigint, jsonb) from public;
  do $$ begin
    if exists (select 1 from pg_roles where rolname = 'zhujian_feed') then
      revoke all on function engine_feed_take_events(int, bigint, jsonb) from zhujian_feed;
      grant execute on function engine_feed_take(int, bigint, jsonb) to zhujian_feed;
    end if;
  end $$;
`;
