import { gzipSync } from 'node:zlib';

/** A request's body as it goes out, with what its headers say of it. */
export interface Body {
  content: string | Uint8Array<ArrayBuffer>;
  type?: string;
  encoding?: string;
}

const nested = (depth: number, open: string, close: string) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values meant to do harm, as JSON texts: they stand for a field, or for a whole body. */
export const HOSTILE_VALUES: Record<string, string> = {
  'depth 8,000, lists': nested(8000, '[', ']'),
  'depth 8,000, objects': nested(8000, '{"a":', '}'),
  '500 nested lists': nested(500, '[', ']'),
  '19 nested lists': nested(19, '[', ']'),
  '1e308': '1e308',
  '-1e308': '-1e308',
  '1e999': '1e999',
  NUL: '"a\\u0000b"',
  'half a surrogate pair': '"\\ud800"',
  'the other half': '"\\udc00\\ud800"',
  '100,000 rows': `[${Array(100_000).fill('{}').join()}]`,
  '2,000 rows': `[${Array(2000).fill('{}').join()}]`,
  '100 rows': `[${Array(100).fill('{}').join()}]`,
  __proto__: '{"__proto__":{"roles":["sys-admin"]},"x":1}',
  constructor: '{"constructor":{"prototype":{"admin":true}}}',
  'a long text': JSON.stringify('长'.repeat(100_000)),
  'a text of 19,000': JSON.stringify('x'.repeat(19_000)),
  'an expression': '"=count(for a in 1..100000, b in 1..100000 return a)"',
  SQL: '"\'; drop table case_file; --"',
  'a script': '"<script>alert(1)</script>"',
  'right to left': '"\\u202e\\u0000"',
  'many keys': JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n])),
  ),
  null: 'null',
  true: 'true',
  'a number': '-0.1',
  'an empty list': '[]',
  'lists of lists': '[[],[[]],{}]',
};

/** Bodies meant to do harm, whatever the route. */
export function hostileBodies(): Body[] {
  const bomb = (text: string): Body => ({
    content: new Uint8Array(gzipSync(text)),
    encoding: 'gzip',
  });
  return [
    ...Object.values(HOSTILE_VALUES).map((content) => ({ content })),
    bomb(`{"data":{"projectName":"${'x'.repeat(100_000_000)}"}}`),
    bomb(`{"data":${nested(100_000, '[', ']')}}`),
    { content: '{"data":', encoding: 'gzip' },
    { content: '{"data":' },
    { content: '' },
    { content: '{"data":{"a":1,"a":{"b":1}}}' },
    { content: 'data=1&data[a][b]=2', type: 'application/x-www-form-urlencoded' },
    { content: '<a/>', type: 'application/xml' },
    { content: '{}', type: 'application/json; charset=utf-7' },
    { content: '--x', type: 'multipart/form-data; boundary=x' },
    {
      content: `--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n${nested(8000, '[', ']')}\r\n--x--`,
      type: 'multipart/form-data; boundary=x',
    },
    {
      content: `--x\r\nContent-Disposition: form-data; name="data${'[a]'.repeat(2000)}"\r\n\r\n1\r\n--x--`,
      type: 'multipart/form-data; boundary=x',
    },
  ];
}
