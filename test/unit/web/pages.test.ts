import type { CaseFileView, InboxView, TaskView } from '../../../src/web';
import {
  renderCaseFile,
  renderCaseList,
  renderError,
  renderHome,
  renderInbox,
  renderSubmitPage,
  renderTask,
} from '../../../src/web';
import { escapeHtml, html, jsonScript, safeHref } from '../../../src/web/html';
import { caseFile, home, inboxPage, submitPage, taskPage } from './fixture';

const attack = `"><img src=x onerror=alert(1)></script><script>alert('1')</script>`;

describe('templates', () => {
  test('escape whatever is put in, but not their own markup', () => {
    const inner = html`<b>${'a<b>'}</b>`;
    expect(html`<p title="${'"'}">${inner}${[1, 'x&y']}${null}${false}</p>`.text).toBe(
      '<p title="&quot;"><b>a&lt;b&gt;</b>1x&amp;y</p>',
    );
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });

  test('page data cannot close its script element and reads back the same', () => {
    const text = jsonScript('d', { attack, line: '\u2028' }).text;
    const json = /<script type="application\/json" id="d">(.*)<\/script>$/.exec(text)?.[1] ?? '';
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)).toEqual({ attack, line: '\u2028' });
  });

  test('links lead to pages only', () => {
    for (const href of ['/a', 'https://a.cn/', '#x', '?page=2']) expect(safeHref(href)).toBe(href);
    for (const href of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', '//evil.cn'])
      expect(safeHref(href)).toBe('#');
  });
});

describe('case file', () => {
  const page = renderCaseFile(caseFile);

  test('has every section with its anchor', () => {
    const ids = 'diagram timeline why decisions data attachments documents events'.split(' ');
    for (const id of ids) {
      expect(page).toContain(`<section id="${id}"`);
      expect(page).toContain(`href="#${id}"`);
    }
  });

  test('says status, mark, why it was routed there, and that the audit chain is whole', () => {
    const text = plain(page);
    expect(text).toContain('待审核');
    expect(text).toContain('⚠ 总承包企业未确认');
    expect(text).toContain(
      '依据决策表「审核分办」第 R07 行：专业承包业绩由发放施工许可证的建设主管部门审核（S0 二(二)）',
    );
    expect(text).toContain('→ 审核层级＝县级 COUNTY，审核机关＝杭州市萧山区住房和城乡建设局');
    expect(text).toContain('✓ 审计链完整，6 条');
    expect(text).toContain('无效：无权办理');
  });

  test('draws each deadline by its working days, with rest days named and now marked', () => {
    expect(page).toContain('title="2026-10-01 国庆节 不计">休<');
    expect(page).toContain('<b class="work today" title="2026-09-28 第 1 个工作日">1</b>');
    expect(page).toContain('<b class="work due OPEN" title="2026-10-09 第 5 个工作日">5</b>');
    expect(plain(page)).toContain('2026-10-09 24:00 止');
  });

  test('shows times of Asia/Shanghai, from Date and from ISO text', () => {
    const at = new Date('2026-09-15T16:30:00Z');
    expect(plain(renderCaseFile(withCase({ createdAt: at })))).toContain('2026-09-16 00:30');
  });

  test('draws a long silence as one gap', () => {
    const later = renderCaseFile({ ...caseFile, now: '2027-03-01T09:00:00+08:00' });
    expect(later).toContain('天无办理');
    expect(later.length).toBeLessThan(60_000);
  });

  test('shows the versions of library entries side by side', () => {
    expect(plain(page)).toMatch(/第2版 D级.*项目 ?第1版 ?第2版 ?合同金额（万元） ?1200 ?1250/s);
  });

  test('says why the audit chain is broken', () => {
    const audit = { ...caseFile.audit, ok: false, reason: '第 4 条被改动' };
    expect(plain(renderCaseFile({ ...caseFile, audit }))).toContain('校验未通过：第 4 条被改动');
  });

  test('shows an attack in any text as text', () => {
    const page = renderCaseFile(poisoned(caseFile) as CaseFileView);
    expect(page).not.toMatch(/<img|<script>|onerror=alert\(1\)>/);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page.match(/<script/g)).toHaveLength(4);
  });

  test('has nothing inline, so that a strict policy lets it through', () => {
    const others = [renderSubmitPage(submitPage), renderHome(home)];
    for (const text of [page, ...others, renderInbox(inboxPage), renderTask(taskPage)]) {
      expect(text).not.toMatch(/ style=| on[a-z]+=|<style|javascript:/);
      expect(text.replace(/<script type="application\/json"/g, '')).not.toMatch(/<script(?! src=)/);
    }
  });

  test('works for a case on which nothing has happened yet', () => {
    const bare = renderCaseFile({
      ...caseFile,
      data: [],
      attachments: [],
      documents: [],
      library: [],
      deadlines: [],
      decisions: [],
      rules: [],
      events: [],
      acts: [],
    });
    expect(bare).toContain('本案件尚无时限');
    expect(bare).not.toContain('id="documents"');
    expect(bare).not.toContain('id="library"');
  });
});

describe('the inbox', () => {
  test('leads to the lists that are decided row by row', () => {
    const page = renderInbox(inboxPage);
    expect(page).toContain('href="/tasks/list?process=x&amp;act=REVIEW"');
    expect(plain(page)).toContain('逐条办理：甲流程 · 审核（2）');
  });

  test('says until when, how late, who has it, and what one can do with it', () => {
    const rows = renderInbox(inboxPage).split('<tr').slice(2).map(plain);
    expect(rows[0]).toMatch(/审核专业承包业绩.*截至 9月24日 24:00 逾期 4 天.*未认领.*办理/);
    expect(rows[1]).toMatch(/截至 10月9日 24:00.*李萧一.*查看/);
    expect(rows[1]).not.toContain('逾期');
    expect(rows[2]).toMatch(/无时限.*我.*办理/);
    expect(renderInbox(inboxPage)).toContain('data-state="abc"');
  });

  test('says so when there is nothing, and what was just done', () => {
    const done = { href: '/cases/1', number: 'ZJ-07-2026-000128', title: '幕墙' };
    const text = plain(renderInbox({ ...inboxPage, rows: [], done }));
    expect(text).toContain('没有待办任务');
    expect(text).toContain('✓ 已办理 ZJ-07-2026-000128 幕墙');
  });

  test('shows an attack in any text as text, in list and task', () => {
    for (const page of [
      renderInbox(poisoned(inboxPage) as InboxView),
      renderTask(poisoned(taskPage) as TaskView),
    ]) {
      expect(page).not.toMatch(/<img|<script>|onerror=alert\(1\)>/);
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    }
  });
});

describe('other pages', () => {
  test('list keeps the filter and escapes it', () => {
    const page = renderCaseList({
      user: home.user,
      filter: { q: attack, status: 'B' },
      statuses: [
        { code: 'A', label: '甲' },
        { code: 'B', label: '乙' },
      ],
      processes: [],
      rows: home.cases,
      total: 2,
      nextHref: '/cases?page=2',
    });
    expect(page).toContain(`value="${escapeHtml(attack)}"`);
    expect(page).toContain('<option value="B" selected>乙</option>');
    expect(page).toContain('下一页');
  });

  test('portal carries the form and a slot for each attachment', () => {
    const page = renderSubmitPage(submitPage);
    expect(page).toContain('data-kind="SUBCONTRACT" data-label="专业分包合同" data-required');
    expect(page).toContain('permitNumber');
  });

  test('home lists processes by area and marks unread messages', () => {
    const text = plain(renderHome(home));
    expect(text).toContain('重庆市');
    expect(text).toContain('1 条未读');
    expect(text).toContain('2待办');
    // a message names the case it is about
    expect(text).toContain(`${caseFile.case.number} ${caseFile.case.title}`);
  });

  test('error shows its code to someone not logged in', () => {
    const page = renderError({ status: 404, title: '没有这个案件', code: 'E-00-02' });
    expect(page).toContain('E-00-02');
    expect(page).not.toContain('退出');
  });
});

function withCase(part: Partial<CaseFileView['case']>): CaseFileView {
  return { ...caseFile, case: { ...caseFile.case, ...part } };
}

function plain(page: string): string {
  return page.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
}

/** The view with the attack in every text that is not a time or a state. */
function poisoned(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poisoned(v, k)]));
  }
  const kept = /(At|^at|^date|^now|^state|^unit)$/.test(key);
  return typeof value === 'string' && !kept ? attack : value;
}
