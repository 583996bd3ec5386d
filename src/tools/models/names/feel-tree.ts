import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import { builtInNames } from './feel-functions';

/** A node of a FEEL expression. */
export interface Node {
  kind: string;
  text: string;
  /** the text as a name: blanks and back quotes as FEEL takes them */
  name: string;
  children: Node[];
}

interface SyntaxNode {
  name: string;
  from: number;
  to: number;
  firstChild: SyntaxNode | null;
  nextSibling: SyntaxNode | null;
}

/** Names of functions such as `get or else` have words of the grammar in them. */
const named = Object.fromEntries([...builtInNames].map((name) => [name, 1]));
const configured = { contextTracker: trackVariables(named), dialect: 'camunda' };

const parsers = {
  Expression: parser.configure({ top: 'Expression', ...configured }),
  UnaryTests: parser.configure({ top: 'UnaryTests', ...configured }),
};
const known = new Map<string, Node>();

/**
 * Reads FEEL; what cannot be read becomes nodes of kind `⚠`, which the engine's own parser finds, too.
 * @param top an expression, or the tests of a cell of a decision table
 */
export function feelTree(feel: string, top: keyof typeof parsers = 'Expression'): Node {
  const key = `${top}\n${feel}`;
  const tree = known.get(key) ?? nodeOf(parsers[top].parse(feel).topNode, feel);
  known.set(key, tree);
  return tree;
}

function nodeOf(node: SyntaxNode, feel: string): Node {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!isSign(child.name)) children.push(nodeOf(child, feel));
  const text = feel.slice(node.from, node.to);
  const name = text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
  return { kind: node.name, text, name, children };
}

/** Brackets, commas and words of the grammar itself. */
function isSign(name: string): boolean {
  return /^[^A-Za-z⚠?]+$/.test(name) || SIGNS.has(name);
}

const SIGNS = new Set(
  'if,then,else,for,in,return,some,every,satisfies,and,or,between,instance,of,function,external'.split(
    ',',
  ),
);
