import type { Response, Test } from 'supertest';

interface Problem {
  status: number;
  code: string;
  requestId: string;
  errors: { code: string; zh: string; en: string }[];
}

/** Fails unless an answer is a refusal as designed (RFC 9457, code, both languages); gives its codes. */
export function problem({ status, type, headers, body }: Response): string[] {
  expect([status, type]).toEqual([expect.any(Number), 'application/problem+json']);
  const { errors = [], ...told } = body as Problem;
  expect(told).toMatchObject({
    type: 'about:blank',
    title: expect.stringMatching(/\p{Script=Han}/u),
    detail: expect.stringMatching(/\p{Script=Han}/u),
    status,
    code: errors[0]?.code,
    requestId: headers['x-request-id'],
  });
  for (const error of errors)
    expect(error).toMatchObject({
      code: expect.stringMatching(/^E-\d\d-\d\d$/),
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/^[\x20-\x7e]+[A-Za-z]/),
    });
  // nothing of the inside
  expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(|select |\.ts:/);
  return errors.map((error) => error.code);
}

/** Status and codes of a request that must be refused. */
export async function refusedWith(test: Test): Promise<[number, string[]]> {
  const response = await test;
  return [response.status, problem(response)];
}
