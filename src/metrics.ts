import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

/** Process metrics and the figures an operator watches: waiting outbox, open cases, void acts. */
export function createMetrics(db: DataSource): Registry {
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
  return registry;
}
