import type { ModelChange } from '../domain/plan';
import type { CodeWords, Place, Said } from './codes';
import { plain } from './codes';

/** A change as people read it. */
export interface SaidChange {
  /** `表`, `流程图`, `表单` or `词语` */
  of: string;
  model: string;
  kind: ModelChange['kind'];
  /** `第 3 行 · 数量` */
  where: string;
  /** what the row is about */
  row: Said[];
  before: Said[] | null;
  after: Said[] | null;
  /** of a row that came or went: its cells, what it asks for and what it gives */
  cells: { label: string; side: 'input' | 'output'; value: Said[] }[];
}

const KINDS: [ending: RegExp, of: string][] = [
  [/\.dmn$/, '表'],
  [/\.bpmn$/, '流程图'],
  [/\.form$/, '表单'],
  [/./, '词语'],
];

/**
 * Says a change in words, with the codes beside them.
 * @param words of the release that is the newer one of the two
 */
export function sayChange(change: ModelChange, words: CodeWords): SaidChange {
  const { file, model, kind, where, row, cells = [], decision } = change;
  return {
    ...{ model, kind, where },
    of: KINDS.find(([ending]) => ending.test(file))?.[1] ?? '',
    row: row ? words.cell(row, { decision }) : [],
    before: saidOf(change, change.before, words),
    after: withUnit(change, saidOf(change, change.after, words), words),
    cells: cells
      .filter(({ side, value }) => side === 'output' || value !== '')
      .map(({ label, side, column, value }) => ({
        ...{ label, side },
        value: words.cell(value, { decision, column }),
      })),
  };
}

function saidOf(
  { decision, column, file }: ModelChange,
  value: string | null,
  words: CodeWords,
): Said[] | null {
  if (value === null) return null;
  const place: Place = { decision, column };
  if (column !== undefined) return words.cell(value, place);
  // FEEL of a diagram, and the ticks of a form
  if (file.endsWith('.bpmn') && value.startsWith('=')) return words.cell(value.slice(1), place);
  return /^(true|false)$/.test(value) ? words.cell(value, place) : [{ text: value }];
}

/** The unit of an amount, as words only: its code is not what changed. */
function withUnit({ unit, decision }: ModelChange, said: Said[] | null, words: CodeWords) {
  if (!unit || !said || said[0]?.text === '无') return said;
  const [{ text = '' } = {}] = words.cell(unit, { decision, column: 'unit' });
  return [...said, { text: ` ${text}` }];
}

const VERBS = { added: '新增', removed: '删除', changed: '' };

/** A change in one line: `表 DT-04 办理期限 · 第 3 行 · 数量: 3 → 5 个工作日`. */
export function changeLine(change: ModelChange, words: CodeWords): string {
  const { of, model, kind, where } = sayChange(change, words);
  const place = [`${of} ${model}`, [VERBS[kind], where].filter(Boolean).join(' ')].join(' · ');
  return [place, changeValues(change, words)].filter(Boolean).join(': ');
}

/** What was and what is, in one line: `3 → 5 个工作日`; of a row that came or went, its cells. */
export function changeValues(change: ModelChange, words: CodeWords): string {
  const { kind, before, after, cells } = sayChange(change, words);
  if (cells.length > 0) return rowInOneLine(cells);
  const [was, is] = [before, after].map((value) => value && plain(value));
  if (kind !== 'changed') return is ?? was ?? '';
  return was === null && is === null ? '' : `${was || '（空）'} → ${is || '（空）'}`;
}

function rowInOneLine(cells: SaidChange['cells']): string {
  const side = (wanted: 'input' | 'output') =>
    cells
      .filter((cell) => cell.side === wanted)
      .map(({ label, value }) => `${label}＝${plain(value)}`)
      .join('，');
  return `${side('input')} → ${side('output')}`;
}
