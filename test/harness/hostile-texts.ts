/** Where a text must not lead. */
export const EVIL = 'evil.example';

/** What people may type to be more than text: in markdown, HTML, templates, tables, formulas. */
export const HOSTILE_TEXTS = [
  `[补正](http://${EVIL})![x](http://${EVIL}/p.png)`,
  `http://${EVIL}`,
  `www.${EVIL}/a?b=c`,
  `<http://${EVIL}>`,
  `someone@${EVIL}`,
  `![x][1]\n\n[1]: http://${EVIL}/p.png`,
  `<img src=http://${EVIL}/p.png onerror=alert(1)>`,
  `<a href="javascript:alert(1)">x</a><script>alert(1)</script>`,
  '</h4><h1>x</h1>',
  '{{1 + 1}} {{#if true}}x{{/if}} ={{title}}',
  '=1 + 1',
  '# 标题',
  '- 一\n- 二',
  '1. 一',
  '1) 一\n2) 二',
  '> 引',
  '***粗*** _斜_ ~~删~~ `码` ```',
  '| a | b |\n|---|---|\n| c | d |',
  '标题\n===',
  '标题\n---',
  '    缩进',
  '两  个 空格',
  '一行\n另一行',
  'a\\*b\\',
  '&lt;b&gt; &#91; &amp;',
  '10#桩基（A-1）',
];
