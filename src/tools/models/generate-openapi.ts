import { Registry } from 'prom-client';
import { allRoutes } from '../../api/app';
import { openApiDocument } from '../../api/openapi';
import type { Deps } from '../../deps';

/** The API's OpenAPI document as a production installation serves it (no clock route). */
export function generateOpenApi(): string {
  // declaring routes reads settings only; nothing is connected
  const config = {
    ATTACHMENT_MAX_MB: 20,
    CLOCK_CONTROLLED: false,
    PUBLIC_SUBMISSIONS_PER_HOUR: 20,
    PUBLIC_READS_PER_MINUTE: 120,
    SESSION_SECRET: '',
  };
  const routes = allRoutes({ config } as Deps, new Registry());
  return `${JSON.stringify(openApiDocument(routes), null, 2)}\n`;
}
