import {
  type ChainEvent,
  type ChainedEvent,
  canonicalJson,
  eventHash,
  GENESIS_HASH,
  verifyChain,
} from '../../../src/domain/hash-chain';

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
