import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The engine's events in the record (ADR 14). The exporter in the broker (feed/) hands each batch to
 * `engine_feed_take`, which keeps the position in the same transaction: each event is taken once, in
 * order, whatever is killed. Only src/engine/ reads the tables `engine_…`; everything else reads what
 * they say of cases.
 */
export class EngineFeed1795240000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(TAKE);
    await db.query(VIEWS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop view case_step, rule_hit;
      alter table noted_step rename to case_step;
      alter table noted_rule rename to rule_hit;
      drop table release_rule;
      drop function engine_feed_take, engine_feed_instance;
      drop index case_file_process_instance;
      drop table engine_incident, engine_subscription, engine_timer, engine_match, engine_task, engine_step,
        engine_instance, engine_feed;`);
  }
}

const TABLES = `
  -- how far the record has the events of a partition; exported_at is the engine's clock, taken_at ours
  create table engine_feed (
    partition int primary key, position bigint not null, exported_at timestamptz,
    taken_at timestamptz not null default now(),
    -- events that could not be held: handed over as a batch of none
    passed_over int not null default 0);

  -- process instances; root_key is the instance that was started, root_element_id the call activity of
  -- its diagram in which this one lies, at whatever depth
  create index case_file_process_instance on case_file (process_instance_key);
  create table engine_instance (
    key text primary key, process_id text not null, definition_key text not null,
    parent_key text, root_key text not null, root_element_id text,
    started_at timestamptz not null, ended_at timestamptz);
  create index on engine_instance (root_key);

  -- elements that were reached, without gateways
  create table engine_step (
    key text primary key, instance_key text not null, element_id text not null,
    element_type text not null, at timestamptz not null);
  create index on engine_step (instance_key);

  -- native user tasks; given: what the form of a completed one held, until it is recorded
  create table engine_task (
    key text primary key, element_instance_key text not null, instance_key text not null,
    root_key text not null, process_id text not null, definition_key text not null,
    element_id text not null, shown_as text not null, candidate_groups text[] not null,
    assignee text, due_at timestamptz, created_at timestamptz not null,
    state text not null, ended_at timestamptz, given jsonb);
  create unique index on engine_task (element_instance_key);
  create index on engine_task (root_key);
  create index on engine_task using gin (candidate_groups) where state = 'CREATED';

  -- rows of decision tables that matched in a process
  create table engine_match (
    position bigint not null, n int not null, root_key text not null, at timestamptz not null,
    element_id text not null, decision_key text not null, decision_id text not null,
    decision_name text not null, rule_id text not null, inputs jsonb not null, outputs jsonb not null,
    primary key (position, n));
  create index on engine_match (root_key);

  -- what instances wait for, and what is broken
  create table engine_timer (
    key text primary key, instance_key text not null, element_id text not null,
    due_at timestamptz not null, set_at timestamptz not null, ended_at timestamptz, fired boolean);
  create index on engine_timer (instance_key);
  create table engine_subscription (
    key text primary key, instance_key text not null, element_id text not null, message text not null,
    correlation_key text not null, opened_at timestamptz not null, ended_at timestamptz);
  create index on engine_subscription (instance_key);
  create table engine_incident (
    key text primary key, instance_key text not null, root_key text not null, element_id text not null,
    job_key text, error_type text not null, message text not null,
    created_at timestamptz not null, resolved_at timestamptz);
  create index on engine_incident (root_key);
  create index on engine_incident (created_at) where resolved_at is null;

  -- annotations of the rules of each release, for the rows that matched
  create table release_rule (
    decision_key text not null, rule_id text not null, annotation text not null,
    primary key (decision_key, rule_id));
`;

const TAKE = `
  -- an instance as it is known; one that is called, and of which a case was opened, is that case's root
  create function engine_feed_instance(wanted text) returns engine_instance
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare found_one engine_instance;
  begin
    select * into found_one from engine_instance where key = wanted;
    if found_one.root_key <> found_one.key
       and exists (select 1 from case_file where process_instance_key = found_one.key) then
      update engine_instance set root_key = key, root_element_id = null where key = found_one.key
      returning * into found_one;
    end if;
    return found_one;
  end $$;
  revoke all on function engine_feed_instance(text) from public;

  create function engine_feed_take(from_partition int, up_to bigint, events jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    known bigint;
    event jsonb; v jsonb; kind text; intent text; k text; occurred timestamptz := null;
    parent engine_instance; own engine_instance;
    tasks_changed boolean := false;
  begin
    insert into engine_feed (partition, position) values (from_partition, -1) on conflict do nothing;
    select position into known from engine_feed where partition = from_partition for update;

    for event in select value from jsonb_array_elements(events) loop
      continue when (event->>'position')::bigint <= known;
      v := event->'value';
      k := event->>'key';
      kind := event->>'valueType';
      intent := event->>'intent';
      occurred := to_timestamp((event->>'timestamp')::numeric / 1000);

      if kind = 'PROCESS_INSTANCE' then
        if v->>'bpmnElementType' <> 'PROCESS' then
          insert into engine_step values (
            k, v->>'processInstanceKey', v->>'elementId', v->>'bpmnElementType', occurred)
          on conflict do nothing;
        elsif intent = 'ELEMENT_ACTIVATING' then
          parent := engine_feed_instance(v->>'parentProcessInstanceKey');
          insert into engine_instance values (
            k, v->>'bpmnProcessId', v->>'processDefinitionKey',
            nullif(v->>'parentProcessInstanceKey', '-1'),
            coalesce(parent.root_key, nullif(v->>'parentProcessInstanceKey', '-1'), k),
            coalesce(parent.root_element_id,
              (select element_id from engine_step where key = v->>'parentElementInstanceKey')),
            occurred, null)
          on conflict do nothing;
        else
          update engine_instance set ended_at = occurred where key = k;
        end if;

      elsif kind = 'USER_TASK' then
        tasks_changed := true;
        if intent = 'CREATED' then
          own := engine_feed_instance(v->>'processInstanceKey');
          insert into engine_task values (
            k, v->>'elementInstanceKey', v->>'processInstanceKey',
            coalesce(own.root_key, v->>'processInstanceKey'), v->>'bpmnProcessId',
            v->>'processDefinitionKey', v->>'elementId',
            coalesce(own.root_element_id, v->>'elementId'),
            array(select jsonb_array_elements_text(v->'candidateGroupsList')),
            nullif(v->>'assignee', ''), nullif(split_part(v->>'dueDate', '[', 1), '')::timestamptz, occurred, 'CREATED')
          on conflict do nothing;
        elsif intent in ('COMPLETED', 'CANCELED') then
          update engine_task set state = intent, ended_at = occurred,
            assignee = coalesce(nullif(v->>'assignee', ''), assignee),
            given = case when intent = 'COMPLETED' then coalesce(v->'variables', '{}') end
          where key = k;
        else
          update engine_task set assignee = nullif(v->>'assignee', ''),
            due_at = nullif(split_part(v->>'dueDate', '[', 1), '')::timestamptz,
            candidate_groups = array(select jsonb_array_elements_text(v->'candidateGroupsList')),
            process_id = v->>'bpmnProcessId', definition_key = v->>'processDefinitionKey',
            element_id = v->>'elementId'
          where key = k;
        end if;

      elsif kind = 'DECISION_EVALUATION' then
        own := engine_feed_instance(v->>'processInstanceKey');
        insert into engine_match
        select (event->>'position')::bigint, row_number() over (),
          coalesce(own.root_key, v->>'processInstanceKey'), occurred, v->>'elementId',
          d->>'decisionKey', d->>'decisionId', d->>'decisionName', r->>'ruleId',
          (select coalesce(jsonb_agg(jsonb_build_object('label', i->>'inputName', 'value', i->>'inputValue')), '[]')
           from jsonb_array_elements(d->'evaluatedInputs') i),
          (select coalesce(jsonb_agg(jsonb_build_object('label', o->>'outputName', 'value', o->>'outputValue')), '[]')
           from jsonb_array_elements(r->'evaluatedOutputs') o)
        from jsonb_array_elements(v->'evaluatedDecisions') d, jsonb_array_elements(d->'matchedRules') r;

      elsif kind = 'TIMER' then
        if intent = 'CREATED' then
          insert into engine_timer values (
            k, v->>'processInstanceKey', v->>'targetElementId',
            to_timestamp((v->>'dueDate')::numeric / 1000), occurred)
          on conflict do nothing;
        else
          update engine_timer set ended_at = occurred, fired = (intent = 'TRIGGERED') where key = k;
        end if;

      elsif kind = 'PROCESS_MESSAGE_SUBSCRIPTION' then
        if intent = 'CREATED' then
          insert into engine_subscription values (
            k, v->>'processInstanceKey', v->>'elementId', v->>'messageName', v->>'correlationKey', occurred)
          on conflict do nothing;
        elsif intent = 'DELETED' or (v->>'interrupting')::boolean then
          update engine_subscription set ended_at = occurred where key = k;
        end if;

      elsif kind = 'INCIDENT' then
        if intent = 'CREATED' then
          own := engine_feed_instance(v->>'processInstanceKey');
          insert into engine_incident values (
            k, v->>'processInstanceKey', coalesce(own.root_key, v->>'processInstanceKey'),
            v->>'elementId', nullif(v->>'jobKey', '-1'), v->>'errorType', v->>'errorMessage', occurred)
          on conflict do nothing;
        else
          update engine_incident set resolved_at = occurred where key = k;
        end if;
      end if;
    end loop;

    update engine_feed set position = greatest(position, up_to), taken_at = now(),
      passed_over = passed_over + (jsonb_array_length(events) = 0 and up_to > known)::int,
      exported_at = coalesce(occurred, exported_at)
    where partition = from_partition;
    perform pg_notify('engine_feed', '');
    -- whoever shows tasks need not look at every step of every case
    if tasks_changed then perform pg_notify('engine_tasks', ''); end if;
  end $$;

  -- the broker may hand over, and nothing else
  revoke all on function engine_feed_take(int, bigint, jsonb) from public;
  do $$ begin
    if exists (select 1 from pg_roles where rolname = 'zhujian_feed') then
      grant execute on function engine_feed_take(int, bigint, jsonb) to zhujian_feed;
    end if;
  end $$;
`;

const VIEWS = `
  -- what was noted by jobs before there was a feed, and still is where a job itself asks a decision
  alter table case_step rename to noted_step;
  alter table rule_hit rename to noted_rule;

  create view case_step as
    select case_id, process_id, element_id, at, process_instance_key from noted_step
    union all
    select c.id, i.process_id, s.element_id, s.at, s.instance_key
    from case_file c
    join engine_instance i on i.root_key = c.process_instance_key
    join engine_step s on s.instance_key = i.key
    where s.element_type <> 'SEQUENCE_FLOW';

  create view rule_hit as
    select id::text as id, case_id, at, element_id, decision_id, decision_name, rule_id, annotation,
      inputs, outputs
    from noted_rule
    union all
    select m.position || '.' || m.n, c.id, m.at, m.element_id, m.decision_id, m.decision_name, m.rule_id,
      coalesce(r.annotation, ''), m.inputs, m.outputs
    from case_file c
    join engine_match m on m.root_key = c.process_instance_key
    left join release_rule r on r.decision_key = m.decision_key and r.rule_id = m.rule_id;
`;
