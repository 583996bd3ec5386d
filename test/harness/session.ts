import { setting } from './client';

/** A browser without a screen: keeps cookies, follows redirects, fills in Keycloak's log-in page. */
export class Session {
  private readonly cookies = new Map<string, string>();

  /** Opens a page that asks for log-in and logs in. @throws Error where Keycloak refuses */
  static async login(url: string, who: string): Promise<Session> {
    const session = new Session();
    const page = await session.follow(url);
    const action = /<form[^>]+action="([^"]+)"/.exec(await page.text())?.[1];
    if (!action) throw new Error(`${url} led to no log-in page but to ${page.url}`);
    const landed = await session.follow(action.replaceAll('&amp;', '&'), {
      method: 'POST',
      body: new URLSearchParams({ username: who, password: setting('ZJF_DEMO_PASSWORD') }),
    });
    if (landed.url.startsWith(setting('KEYCLOAK_URL'))) throw new Error(`${who} is not let in`);
    return session;
  }

  /** One request, no redirects followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** A request and every redirect after it. */
  async follow(url: string, init: RequestInit = {}): Promise<Response & { url: string }> {
    const response = await this.fetch(url, init);
    const to = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !to) return response;
    return this.follow(new URL(to, url).href);
  }
}
