import { setting } from './client';

/** A browser without a screen: keeps cookies, follows redirects, fills in Keycloak's log-in page. */
export class Session {
  private readonly cookies = new Map<string, string>();

  /** Opens a page that asks for log-in and logs in. @throws Error where Keycloak refuses */
  static async login(url: string, who: string): Promise<Session> {
    const session = new Session();
    const landed = await session.enter(url, who);
    if (landed.url.startsWith(setting('KEYCLOAK_URL'))) throw new Error(`${who} is not let in`);
    return session;
  }

  /** Gives name and password to Keycloak; where that leads to, which may be another page of its. */
  async enter(url: string, who: string, password = setting('ZJF_DEMO_PASSWORD')) {
    return this.fill(await this.follow(url), { username: who, password });
  }

  /** Fills in the form of a page and sends it. */
  async fill(page: { url: string; text(): Promise<string> }, fields: Record<string, string>) {
    const action = /<form[^>]+action="([^"]+)"/.exec(await page.text())?.[1];
    if (!action) throw new Error(`${page.url} has no form`);
    const body = new URLSearchParams(fields);
    return this.follow(action.replaceAll('&amp;', '&'), { method: 'POST', body });
  }

  /** Another browser with the cookies as they are now. */
  copy(): Session {
    const other = new Session();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
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
