import { readFileSync } from 'node:fs';
import { type Settings, setting, type Tokens } from './tokens';

/** The platform refused, with the codes of its rules. */
export class RefusedByPlatform extends Error {
  constructor(
    readonly status: number,
    readonly codes: string[],
    detail: string,
  ) {
    super(`${status} ${detail}`);
  }
}

/** The API as one person sees it; every call throws where the platform refuses. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  /** Uploads a file; gives its id. */
  upload(file: { path: string; name: string }): Promise<string>;
  /** The bytes of a document or an attachment. */
  download(path: string): Promise<Buffer>;
}

interface Problem {
  detail?: string;
  errors?: { code: string }[];
}

/** Opens the API's door for people: each call carries a Keycloak token of that person. */
export function createApi(settings: Settings, tokens: Tokens): (who: string) => Api {
  const base = setting(settings, 'PUBLIC_URL');
  return (who) => {
    async function send(method: string, path: string, body?: BodyInit, type?: string) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${await tokens.of(who)}`,
          ...(type && { 'Content-Type': type }),
        },
        ...(body === undefined ? {} : { body }),
      });
      if (response.ok) return response;
      const problem = (await response.json().catch(() => ({}))) as Problem;
      const codes = (problem.errors ?? []).map((e) => e.code);
      throw new RefusedByPlatform(response.status, codes, problem.detail ?? `${method} ${path}`);
    }
    const json = async <T>(method: string, path: string, body?: object) =>
      (await (
        await send(method, path, body && JSON.stringify(body), body && 'application/json')
      ).json()) as T;
    return {
      get: (path) => json('GET', path),
      post: (path, body) => json('POST', path, body),
      put: (path, body) => json('PUT', path, body),
      async upload({ path, name }) {
        const form = new FormData();
        form.set('file', new Blob([new Uint8Array(readFileSync(path))]), name);
        const response = await send('POST', '/api/attachments', form);
        return ((await response.json()) as { id: string }).id;
      },
      async download(path) {
        return Buffer.from(await (await send('GET', path)).arrayBuffer());
      },
    };
  };
}
