import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Deps } from './deps';
import type { FeedState } from './engine';
import type { Anchoring } from './records/audit-anchors';

/**
 * Process metrics and the figures an operator watches: waiting outbox, open cases, void acts, and
 * whether the record hears of the engine and is anchored.
 */
export function createMetrics(
  {
    db,
    feed,
    people,
    engine,
    lookups,
  }: Pick<Deps, 'db' | 'feed' | 'people' | 'engine' | 'lookups'>,
  anchoring: Pick<Anchoring, 'ageSeconds'>,
): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, sql: string) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const [row]: { n: number }[] = await db.query(sql);
        this.set(row?.n ?? 0);
      },
    });
  gauge(
    'zhujian_outbox_waiting',
    'messages the engine has not taken yet',
    'select count(*)::int as n from outbox where sent_at is null',
  );
  gauge(
    'zhujian_mail_waiting',
    'e-mails on their way',
    'select count(*)::int as n from mail where sent_at is null and given_up_at is null',
  );
  gauge(
    'zhujian_mail_given_up_total',
    'e-mails that never reached a server, see mail.undelivered in the case files',
    'select count(*)::int as n from mail where given_up_at is not null',
  );
  gauge(
    'zhujian_exchange_undecided',
    'versions of library entries about whose exchange nothing is decided yet',
    'select count(*)::int as n from exchange_queue',
  );
  gauge(
    'zhujian_exchange_waiting',
    'versions of library entries on their way to other platforms',
    "select count(*)::int as n from exchange where state = 'WAITING'",
  );
  gauge(
    'zhujian_exchange_failed',
    'those that a platform refused or never answered: GET /api/exchange?state=FAILED',
    "select count(*)::int as n from exchange where state = 'FAILED'",
  );
  gauge(
    'zhujian_exchange_uncompared_seconds',
    'seconds since what a platform has was last compared with what it was sent (never: since the first try), of the longest ago',
    `select coalesce(max(extract(epoch from now() - since)), 0)::int as n from (
       select coalesce(max(ended_at) filter (where problem is null), min(started_at)) as since
       from exchange_run group by target, dataset) a`,
  );
  gauge(
    'zhujian_statistic_changes_waiting',
    'changes that are not in the sums of the statistics yet: pages count them one by one',
    'select count(*)::int as n from statistic_change',
  );
  gauge(
    'zhujian_cases_open',
    'cases under way',
    'select count(*)::int as n from case_file where closed_at is null',
  );
  gauge(
    'zhujian_security_events_total',
    'acts by people who were not entitled',
    'select count(*)::int as n from security_event',
  );
  new Gauge({
    name: 'zhujian_keycloak_calls_total',
    help: "calls of Keycloak's admin API by this process",
    registers: [registry],
    collect() {
      this.set(people.calls());
    },
  });
  new Counter({
    name: 'zhujian_evaluations_total',
    help: 'decisions that the engine was asked to evaluate by this process',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(engine.evaluations());
    },
  });
  new Gauge({
    name: 'zhujian_audit_anchor_age_seconds',
    help: 'seconds since the heads of the audit chains were anchored outside of the database',
    registers: [registry],
    collect() {
      this.set(anchoring.ageSeconds());
    },
  });
  const ofFeed = (name: string, help: string, read: (state: FeedState) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(read(await feed.state()));
      },
    });
  ofFeed(
    'zhujian_feed_age_seconds',
    'seconds since the engine last told the record something',
    ({ takenAt }) => (takenAt ? (Date.now() - takenAt.getTime()) / 1000 : Number.NaN),
  );
  ofFeed(
    'zhujian_feed_unknown_cases',
    'open cases whose process instance the feed does not know: it is behind or has a gap',
    ({ unknownCases }) => unknownCases,
  );
  ofFeed(
    'zhujian_feed_passed_over_total',
    'events of the engine that the record could not hold: what they told is missing',
    ({ passedOver }) => passedOver,
  );
  ofFeed(
    'zhujian_incidents_open',
    'incidents of the engine that wait for somebody',
    ({ openIncidents }) => openIncidents,
  );
  new Gauge({
    name: 'zhujian_pushes_total',
    help: 'pushes to outside platforms by what came of them',
    labelNames: ['target', 'state'],
    registers: [registry],
    async collect() {
      const rows: { target: string; state: string; n: number }[] = await db.query(
        'select target, state, count(*)::int as n from push group by target, state',
      );
      this.reset();
      for (const { target, state, n } of rows) this.set({ target, state }, n);
    },
  });
  gauge(
    'zhujian_push_attempts_total',
    'times something was sent to an outside platform',
    'select coalesce(sum(attempts), 0)::int as n from push',
  );
  new Counter({
    name: 'zhujian_lookups_total',
    help: 'numbers that this process asked outside platforms about, by what came of it',
    labelNames: ['platform', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { n, ...labels } of lookups.counts()) this.inc(labels, n);
    },
  });
  return registry;
}
