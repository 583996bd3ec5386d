import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record as it began. */
export class CreateRecord1795220000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table organisation (
        id text primary key, kind text not null, level text not null, region_code text,
        parent_id text, name text not null, document_prefix text, duties text[] not null default '{}');
      create index on organisation (level, region_code);

      create table release (
        id int generated always as identity primary key, created_at timestamptz not null,
        content_hash text not null, resources jsonb not null, processes jsonb not null,
        decisions jsonb not null);

      create sequence case_number;
      create table case_file (
        id uuid primary key, number text not null unique, process_id text not null, flow text not null,
        release_id int not null references release, process_instance_key text, title text not null,
        status text not null, round int not null default 1, marks text[] not null default '{}',
        flags text[] not null default '{}', parties jsonb not null default '{}', data jsonb not null,
        secrets jsonb not null default '{}', natural_key text, applicant_organisation text,
        applicant_user text not null, awaits_correction boolean not null default false,
        created_at timestamptz not null, closed_at timestamptz);
      create index on case_file (applicant_organisation, created_at desc);
      create index on case_file (created_at desc);
      create index on case_file (process_id, natural_key);
      create index on case_file using gin (parties jsonb_path_ops);

      create table attachment (
        id uuid primary key, case_id uuid references case_file, kind text, round int, name text not null,
        content_type text not null, size int not null, sha256 text not null, uploaded_by text not null,
        uploaded_at timestamptz not null);
      create index on attachment (case_id);

      create table issued_document (
        id uuid primary key, case_id uuid not null references case_file, round int not null,
        kind text not null, issuer text not null, year int not null, sequence int not null,
        number text not null, title text not null, status text not null, content jsonb not null,
        sha256 text not null, reply text, issued_at timestamptz not null, replied_at timestamptz,
        unique (issuer, kind, year, sequence));
      create index on issued_document (case_id);

      create table deadline (
        id uuid primary key, case_id uuid not null references case_file, round int not null,
        key text not null, n int not null, unit text not null, started_at timestamptz not null,
        due_at timestamptz not null, remind_at timestamptz);
      create index on deadline (case_id);

      create table decision (
        user_task_key text primary key, case_id uuid not null references case_file, round int not null,
        element_id text not null, act text not null, outcome text not null, opinion text,
        person text not null, person_name text not null, organisation text not null,
        completed_at timestamptz not null, late boolean not null, valid boolean not null,
        refusal_code text);
      create index on decision (case_id);

      create table rule_hit (
        id uuid primary key, case_id uuid not null references case_file, at timestamptz not null,
        element_id text not null, decision_id text not null, decision_name text not null,
        rule_id text not null, annotation text not null, inputs jsonb not null, outputs jsonb not null);
      create index on rule_hit (case_id);

      create table case_step (
        job_key text primary key, case_id uuid not null references case_file, process_id text not null,
        element_id text not null, at timestamptz not null);
      create index on case_step (case_id);

      create table library_entry (
        id uuid primary key, library text not null, kind text not null, natural_key text not null,
        version int not null, status text not null, marks text[] not null default '{}',
        data jsonb not null, secrets jsonb not null default '{}', case_id uuid references case_file,
        valid_from timestamptz not null, valid_to timestamptz, unique (kind, natural_key, version));
      create unique index library_entry_current on library_entry (kind, natural_key) where valid_to is null;
      create index on library_entry (case_id);

      create table outbox (
        id uuid primary key, message text not null, correlation_key text not null,
        variables jsonb not null, created_at timestamptz not null, sent_at timestamptz,
        attempts int not null default 0, last_error text);
      create index outbox_unsent on outbox (created_at) where sent_at is null;

      create table job_effect (
        job_key text primary key, type text not null, result jsonb not null, at timestamptz not null);

      create table notice (
        id uuid primary key, recipient text not null, case_id uuid references case_file,
        key text not null, subject text not null, body text not null, at timestamptz not null,
        read_at timestamptz);
      create index on notice (recipient, at desc);

      create table security_event (
        id uuid primary key, at timestamptz not null, person text not null,
        case_id uuid references case_file, code text not null, detail jsonb not null);

      create table idempotency (
        caller text not null, key text not null, content_hash text not null,
        case_id uuid not null references case_file, primary key (caller, key));

      create table clock (id int primary key, pinned_at timestamptz);
      create table calendar_day (date date primary key, kind text not null check (kind in ('WORK','REST')), name text);

      create table audit_event (
        id uuid primary key, chain text not null, seq int not null,
        at timestamptz not null, actor text not null, actor_name text not null,
        organisation text not null, action text not null, entity text not null,
        detail jsonb not null, request_id text not null, prev_hash text not null, hash text not null,
        unique (chain, seq));
      create index on audit_event (actor, at);
      create index on audit_event (at);
      -- newest link of each chain: a cut-off tail shows
      create table audit_head (chain text primary key, seq int not null, hash text not null);

      create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'audit events cannot be changed or deleted (GR-01)'; end $$;
      create trigger audit_event_append_only before update or delete on audit_event
        for each row execute function refuse_change();
      create trigger audit_event_no_truncate before truncate on audit_event
        for each statement execute function refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table audit_head, audit_event, calendar_day, clock, idempotency, security_event, notice,
        job_effect, outbox, library_entry, case_step, rule_hit, decision, deadline, issued_document,
        attachment, case_file, release, organisation cascade;
      drop sequence case_number; drop function refuse_change();`);
  }
}
