import { type Settings, setting } from './tokens';
import { waitFor } from './wait';

/** An open task as Tasklist's own page sees it. */
export interface TasklistTask {
  id: string;
  name: string;
  assignee: string | null;
  dueDate: string | null;
}

/** Tasklist with somebody logged in. */
export interface TasklistSession {
  /** Open tasks that this person is shown, newest first, of one case or of all (50 at most). */
  tasks(caseId?: string): Promise<TasklistTask[]>;
  /** What the form of a task can see of these variables. */
  variables(taskId: string, names: string[]): Promise<Record<string, unknown>>;
  /** Claims a task as soon as Tasklist, whose own index is a moment behind the engine's, shows it. */
  claim(taskId: string): Promise<void>;
  complete(taskId: string, fields: object): Promise<void>;
}

/** Cookies by name and port: enough for one browser on one machine. */
class Cookies {
  private readonly kept = new Map<string, Map<string, string>>();

  header(url: URL): string {
    return [...this.of(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(url: URL, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      this.of(url).set(name, value.join('='));
    }
  }

  private of(url: URL): Map<string, string> {
    const cookies = this.kept.get(url.host) ?? new Map<string, string>();
    this.kept.set(url.host, cookies);
    return cookies;
  }
}

const REDIRECTS_AT_MOST = 10;

/** What a browser does: keeps cookies and follows redirects. */
function createBrowser() {
  const cookies = new Cookies();
  return async (to: string, init: RequestInit = {}): Promise<Response & { at: URL }> => {
    let url = new URL(to);
    let request = init;
    for (let hops = 0; hops < REDIRECTS_AT_MOST; hops += 1) {
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...request.headers, cookie: cookies.header(url) },
      });
      cookies.keep(url, response);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || !location)
        return Object.assign(response, { at: url });
      await response.body?.cancel();
      url = new URL(location, url);
      request = {};
    }
    throw new Error(`${to} redirects without end`);
  };
}

/** Where Keycloak's log-in page sends name and password. */
function loginAction(page: string): string {
  const action = /<form[^>]*id="kc-form-login"[^>]*action="([^"]+)"/.exec(page)?.[1];
  if (!action) throw new Error('Keycloak shows no log-in form');
  return action.replaceAll('&amp;', '&');
}

/** Opens Tasklist at the portal the way a browser does: log-in at Keycloak and back, with cookies. */
export async function openTasklist(
  settings: Settings,
  username: string,
  password = setting(settings, 'ZJF_DEMO_PASSWORD'),
): Promise<TasklistSession> {
  const base = setting(settings, 'PUBLIC_URL');
  const browse = createBrowser();
  const loginPage = await browse(`${base}/tasklist`);
  const home = await browse(loginAction(await loginPage.text()), {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
  if (home.at.origin !== new URL(base).origin)
    throw new Error(`Keycloak does not let ${username} in to Tasklist`);
  await home.body?.cancel();

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await browse(`${base}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'Tasklist' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`Tasklist answers ${response.status} to ${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    tasks: (caseId) =>
      call('POST', '/v1/tasks/search', {
        state: 'CREATED',
        sort: [{ field: 'creationTime', order: 'DESC' }],
        ...(caseId && {
          taskVariables: [{ name: 'caseId', value: JSON.stringify(caseId), operator: 'eq' }],
        }),
      }),
    async variables(taskId, variableNames) {
      const path = `/v1/tasks/${taskId}/variables/search`;
      const found = await call<{ name: string; value: string }[]>('POST', path, { variableNames });
      return Object.fromEntries(found.map(({ name, value }) => [name, JSON.parse(value)]));
    },
    async claim(taskId) {
      const path = `/v1/tasks/${taskId}`;
      await waitFor(`task ${taskId} in Tasklist`, () => call<object>('GET', path));
      await call('PATCH', `${path}/assign`);
    },
    complete: (taskId, fields) =>
      call('PATCH', `/v1/tasks/${taskId}/complete`, {
        variables: Object.entries(fields).map(([name, value]) => {
          return { name, value: JSON.stringify(value) };
        }),
      }),
  };
}
