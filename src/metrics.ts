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
  return registry;
}
