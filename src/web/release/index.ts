import { type Html, html } from '../html';
import { renderPage } from '../layout';
import { badge, caseTable, empty, link, said, section, time } from '../parts';
import { renderChanges } from './changes';
import { renderReplay } from './replay';
import type { ReleasePageView } from './views';

export { renderReleases } from './list';

/** One release: what it changes, what that would have meant for past cases, and what it judges now. */
export function renderRelease(view: ReleasePageView): string {
  const main = html`${head(view)}
<nav class="sections" aria-label="本页内容"><a href="#changes">改动</a><a href="#replay">试算</a><a href="#keeping">在办案件</a>${view.findings.length > 0 && html`<a href="#findings">检查</a>`}<a href="#cases">按此版办理</a></nav>
${renderChanges(view.models)}${renderReplay(view.replay)}${keeping(view)}${view.findings.length > 0 && findings(view)}${cases(view)}`;
  return renderPage(view, { title: `规则版本 ${view.release.number}`, here: 'releases', main });
}

function head({ release, models, replay }: ReleasePageView): Html {
  const count = models.reduce((sum, { changes }) => sum + changes.length, 0);
  return html`<section class="card head" id="top">
<p class="eyebrow">规则版本 <b>${release.number}</b>${release.previous && html` · 与 ${link(release.previous.href, html`版本 ${release.previous.number}`)} 相比`}</p>
<h1>${release.reason ?? `规则版本 ${release.number}`}</h1>
<p class="badges">${badge(release.state)}</p>
<dl class="facts">
<div><dt>部署人</dt><dd>${release.deployedBy ?? '系统安装'}</dd></div>
<div><dt>部署时间</dt><dd>${time(release.createdAt)}</dd></div>
<div><dt>生效</dt><dd>${release.inForceFrom ? html`${release.inForceFrom} 0:00` : '部署即生效'}</dd></div>
<div><dt>计划</dt><dd>${release.planHash ? html`<span class="mono" title="${release.planHash}">${release.planHash.slice(0, 12)}</span>` : '未经试算'}</dd></div>
</dl>
<ul class="counts figures">
${figure(count, '处改动', 'active')}
${replay && figure(replay.cases, '件以往案件重新试算')}
${replay && figure(replay.changed, '件次结果有变', replay.changed > 0 ? 'warn' : 'good')}
${figure(release.open, '件在办案件按此版办理')}
</ul>
</section>
`;
}

function figure(count: number, label: string, tone = ''): Html {
  return html`<li class="${tone}"><div><b>${count.toLocaleString('en')}</b><span>${label}</span></div></li>`;
}

function keeping({ keeping: groups, release }: ReleasePageView): Html {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const content =
    groups.length === 0
      ? empty(release.planHash ? '部署时没有在办案件' : '没有计划，未统计')
      : html`<p>部署时在办 <b>${count.toLocaleString('en')}</b> 件，全部沿用受理时的版本；另行迁移的除外。</p>
<table class="stack rows"><thead><tr><th>流程</th><th>受理时的版本</th><th>件数</th><th>可迁移</th></tr></thead>
<tbody>${groups.map((group) => html`<tr><td class="lead">${said(group.flow)}</td><td data-th="受理时的版本">版本 ${group.release}</td><td data-th="件数">${group.count}</td><td data-th="可迁移">${group.couldMove}</td></tr>`)}</tbody></table>`;
  return section('keeping', '部署时的在办案件', content);
}

const severities: Record<string, [label: string, tone: string]> = {
  error: ['错误', 'bad'],
  warning: ['提醒', 'warn'],
  info: ['提示', 'neutral'],
};

function findings({ findings: all }: ReleasePageView): Html {
  return section(
    'findings',
    '检查',
    html`<ul class="plain">${all.map(({ severity, file, where, message }) => {
      const [label, tone] = severities[severity] ?? [severity, 'neutral'];
      return html`<li><span class="badge ${tone}">${label}</span> ${message} <span class="sub mono">${file} ${where}</span></li>`;
    })}</ul>`,
  );
}

function cases({ groups, newest, release }: ReleasePageView): Html {
  return section(
    'cases',
    '按此版办理的案件',
    release.cases === 0
      ? empty('还没有案件')
      : html`<ul class="chips">${groups.map(({ process, status, count }) => html`<li>${process} ${badge(status)} <b>${count}</b></li>`)}</ul>
${newest.length > 0 && caseTable(newest)}`,
    html`共 ${release.cases} 件，在办 ${release.open} 件`,
  );
}
