import {
  type ChainEvent,
  canonicalJson,
  eventHash,
  GENESIS_HASH,
  type Head,
  type StoredEvent,
  storedHash,
  verifyLinks,
} from '../../../src/domain/hash-chain';

/** An event of format 1 as stored. */
type ChainedEvent = ChainEvent & { prevHash: string; hash: string };

const verifyChain = (events: readonly ChainedEvent[], head?: Head) =>
  verifyLinks(
    events.map((event) => ({
      ...event,
      sound: eventHash(event.prevHash, event) === event.hash,
    })),
    head,
  );

function chain(previous: ChainedEvent | null, event: ChainEvent): ChainedEvent {
  const prevHash = previous?.hash ?? GENESIS_HASH;
  return { ...event, prevHash, hash: eventHash(prevHash, event) };
}

function build(count: number): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const event: ChainEvent = {
      id: `event-${seq}`,
      seq,
      caseId: 'case-1',
      at: '2026-09-30T10:00:00.000Z',
      after: { status: '待审核', round: seq },
    };
    events.push(chain(events.at(-1) ?? null, event));
  }
  return events;
}

function pick(events: ChainedEvent[], ...places: number[]): ChainedEvent[] {
  return places.map((place) => {
    const event = events[place];
    if (!event) throw new Error(`no event ${place}`);
    return event;
  });
}

describe('canonical JSON (RFC 8785)', () => {
  test('does not depend on the order of keys, but on that of lists', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: 1, c: '中' } })).toBe(
      '{"a":{"c":"中","d":1},"b":[2,1]}',
    );
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test('spells a value as storage gives it back', () => {
    const at = new Date('2026-09-30T10:00:00Z');
    expect(canonicalJson({ at, gone: undefined })).toBe('{"at":"2026-09-30T10:00:00.000Z"}');
    const shared = { x: 1 };
    expect(canonicalJson({ a: shared, ab: shared })).toBe('{"a":{"x":1},"ab":{"x":1}}');
  });
});

describe('[GR-01][ZJ-29] hash chain', () => {
  test('is a plain SHA-256 that anyone can compute again', () => {
    const event = { id: 'e', seq: 1, act: '上报' };
    // printf '%064d\n{"act":"上报","id":"e","seq":1}' 0 | sha256sum
    expect(eventHash(GENESIS_HASH, event)).toBe(
      '7d19f5b3d15412a7ecd22fa5f99223cd37ca81377001e193075c1481027a8f87',
    );
  });

  test('accepts an untouched chain, and an empty one', () => {
    const events = build(5);
    const last = events.at(-1);
    expect(verifyChain(events)).toEqual({ ok: true, count: 5 });
    expect(verifyChain(events, { seq: 5, hash: last?.hash ?? '' })).toEqual({ ok: true, count: 5 });
    expect(verifyChain([])).toEqual({ ok: true, count: 0 });
  });

  test('accepts events whose keys storage has put in another order', () => {
    const shuffled = build(3).map(
      (event) => Object.fromEntries(Object.entries(event).reverse()) as ChainedEvent,
    );
    expect(verifyChain(shuffled)).toEqual({ ok: true, count: 3 });
  });

  test.each([0, 2, 4])('finds event %i changed', (place) => {
    const events = build(5).map((event, index) =>
      index === place ? { ...event, after: { status: '审核通过' } } : event,
    );
    const seq = place + 1;
    expect(verifyChain(events)).toEqual({ ok: false, seq, id: `event-${seq}`, reason: 'changed' });
  });

  test('finds an event changed together with its hash', () => {
    const events = build(5).map((event, index) => {
      const forged = { ...event, after: { status: '审核通过' } };
      return index === 2 ? { ...forged, hash: eventHash(event.prevHash, forged) } : event;
    });
    expect(verifyChain(events)).toEqual({ ok: false, seq: 3, id: 'event-3', reason: 'changed' });
  });

  test('finds an event missing', () => {
    const missing = { ok: false, id: null, reason: 'missing' };
    expect(verifyChain(pick(build(5), 0, 1, 3, 4))).toEqual({ ...missing, seq: 3 });
    expect(verifyChain(pick(build(5), 1, 2, 3))).toEqual({ ...missing, seq: 1 });
  });

  test('finds an event missing whose followers were numbered anew', () => {
    const events = pick(build(5), 0, 1, 3, 4).map((event, index) => ({ ...event, seq: index + 1 }));
    expect(verifyChain(events)).toEqual({ ok: false, seq: 3, id: 'event-4', reason: 'changed' });
  });

  test('finds the newest events missing when the head was noted', () => {
    const events = build(5);
    const head = { seq: 5, hash: events.at(-1)?.hash ?? '' };
    expect(verifyChain(events.slice(0, 3))).toEqual({ ok: true, count: 3 });
    const missing = { ok: false, seq: 4, id: null, reason: 'missing' };
    expect(verifyChain(events.slice(0, 3), head)).toEqual(missing);
  });

  test('finds the newest event rewritten when the head was noted', () => {
    const events = build(2);
    const forged = chain(events[0] ?? null, { id: 'event-2', seq: 2, caseId: 'case-1' });
    const head = { seq: 2, hash: events[1]?.hash ?? '' };
    const result = verifyChain([...pick(events, 0), forged], head);
    expect(result).toEqual({ ok: false, seq: 2, id: 'event-2', reason: 'changed' });
  });

  test('finds events reordered or doubled', () => {
    const reordered = { ok: false, reason: 'reordered' };
    expect(verifyChain(pick(build(5), 0, 2, 1, 3, 4))).toMatchObject({ ...reordered, seq: 3 });
    expect(verifyChain(pick(build(3), 0, 1, 1, 2))).toMatchObject({ ...reordered, seq: 2 });
  });
});

describe('[D9] a chain and its head', () => {
  const events = build(3);
  const [, second, third] = events;
  const hash = third?.hash ?? '';

  test.each<[string, number, Head, object]>([
    ['no head', 3, null, { seq: 3, id: 'event-3', reason: 'headless' }],
    [
      'a head that names an earlier event',
      3,
      { seq: 2, hash: second?.hash ?? '' },
      { seq: 3, reason: 'headless' },
    ],
    ['a head and no event', 0, { seq: 3, hash }, { seq: 1, id: null, reason: 'missing' }],
    ['neither head nor event', 0, null, { seq: 1, id: null, reason: 'missing' }],
    [
      'a head that names a later event',
      2,
      { seq: 3, hash },
      { seq: 3, id: null, reason: 'missing' },
    ],
  ])('%s', (_, count, head, fault) => {
    expect(verifyChain(events.slice(0, count), head)).toMatchObject({ ok: false, ...fault });
  });

  test('the head of the newest event holds', () => {
    expect(verifyChain(events, { seq: 3, hash })).toEqual({ ok: true, count: 3 });
  });
});

describe('[D9] every stored byte is hashed', () => {
  const stored: StoredEvent = {
    format: '2',
    prev_hash: GENESIS_HASH,
    id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    chain: 'case:1',
    seq: '1',
    tx: '812',
    at: '1790751600.000000',
    actor: 'jia',
    actor_name: '赵',
    organisation: 'gc',
    action: 'case.submitted',
    entity: 'case:1',
    detail: '{"n": 1.0, "big": 12345678901234567890}',
    request_id: 'r',
  };
  const old: StoredEvent = {
    ...stored,
    format: '1',
    tx: null,
    detail: '{"n": 1.5, "b": 0.0000015}',
  };

  test('format 2 is a plain SHA-256 that anyone can compute again', () => {
    // printf 'audit event 2\n64:%064d\n36:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\n6:case:1\n1:1\n3:812\n17:1790751600.000000\n3:jia\n3:赵\n2:gc\n14:case.submitted\n6:case:1\n2:{}\n1:r\n' 0 | sha256sum
    expect(storedHash({ ...stored, detail: '{}' })).toBe(
      '3aa7f9abe846e537262ddd0995cf2911bb33cbc575c1ee8aaddb179db71ad875',
    );
  });

  test('format 1 is the hash that the events of before carry', () => {
    const { format: _f, prev_hash: _p, tx: _t, seq: _s, at: _a, detail: _d, ...texts } = old;
    const content = { ...texts, id: old.id ?? '', seq: 1, at: '2026-09-30T07:00:00.000Z' };
    expect(storedHash(old)).toBe(
      eventHash(GENESIS_HASH, { ...content, detail: { n: 1.5, b: 0.0000015 } }),
    );
  });

  test.each<[keyof StoredEvent, string | null]>([
    ['at', '1790751600.000001'],
    ['at', 'Infinity'],
    ['detail', '{"n": 1.00, "big": 12345678901234567890}'],
    ['detail', '{"n": 1.0, "big": 12345678901234567891}'],
    ['actor', 'jia '],
    ['actor', null],
    ['organisation', 'g'],
    ['tx', '813'],
    ['tx', null],
    ['format', '1'],
    ['format', '3'],
    ['format', null],
  ])('format 2: another %s, %s, gives another hash', (name, value) => {
    expect(storedHash({ ...stored, [name]: value })).not.toBe(storedHash(stored));
  });

  test('a byte that moves from one field to the next gives another hash', () => {
    const moved = { ...stored, actor: 'ji', actor_name: 'a赵' };
    expect(storedHash(moved)).not.toBe(storedHash(stored));
  });

  test.each<[string, Partial<StoredEvent>]>([
    ['microseconds', { at: '1790751600.000001' }],
    ['no instant', { at: 'Infinity' }],
    ['a number with more digits', { detail: '{"n": 1.50, "b": 0.0000015}' }],
    ['a number beyond double', { detail: '{"n": 1.50000000000000000001, "b": 0.0000015}' }],
    ['a transaction', { tx: '812' }],
    ['no detail', { detail: null }],
  ])('format 1: %s cannot have been written so', (_, change) => {
    expect(storedHash({ ...old, ...change })).toBeNull();
  });

  // as PostgreSQL answered: select jsonb '[1e+21, 1.25e+25, 1e-7, -2.5e-9, 0, -3, 123456.789]'
  test.each([
    [1e21, '1000000000000000000000'],
    [1.25e25, '12500000000000000000000000'],
    [1e-7, '0.0000001'],
    [-2.5e-9, '-0.0000000025'],
    [0, '0'],
    [-3, '-3'],
    [123456.789, '123456.789'],
    [5e-324, `0.${'0'.repeat(323)}5`],
  ])('format 1: %d is held as PostgreSQL stores it', (n, spelled) => {
    const hash = (text: string) =>
      storedHash({ ...old, detail: `{"a": "x 1.0 \\" 2.0", "n": ${text}}` });
    expect(hash(spelled)).not.toBeNull();
    expect(hash(`${spelled}${spelled.includes('.') ? '' : '.'}0`)).toBeNull();
    expect(Number(spelled)).toBe(n);
  });
});
