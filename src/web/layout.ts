import { type Content, html } from './html';
import { link } from './parts';
import type { PageView } from './views';

/** What a page is made of. */
export interface Page {
  title: string;
  main: Content;
  /** Which entry of the navigation it belongs to. */
  here?: 'home' | 'tasks' | 'cases' | 'releases' | 'running' | 'stored' | 'register';
  styles?: readonly string[];
  scripts?: readonly string[];
}

/** Where the pages' own files and the browser libraries are served. */
export const assetsPath = '/assets';

/** The whole page: one frame for all, no inline script and no inline style (strict CSP). */
export function renderPage(view: PageView, page: Page): string {
  const styles = [...(page.styles ?? []), 'app/zhujian.css'];
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · 住建审批流</title>
<link rel="icon" href="${assetsPath}/app/icon.svg" type="image/svg+xml">
${styles.map((file) => html`<link rel="stylesheet" href="${assetsPath}/${file}">\n`)}${(page.scripts ?? []).map((file) => html`<script src="${assetsPath}/${file}" defer></script>\n`)}</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="top"><div class="bar">
<a class="brand" href="${view.isPublic ? '/public' : '/'}"><span class="seal" aria-hidden="true">筑</span>住建审批流</a>
${view.user && navigation(view, page)}${view.isPublic && publicNavigation(page)}
</div></header>
<main id="main">
${page.main}</main>
<footer class="foot">住建审批流 · 谁录入谁负责，操作有痕迹 · 时间均为北京时间 · <a href="/public">公示与入库查询</a></footer>
</body>
</html>
`.text;
}

function publicNavigation(page: Page): Content {
  const current = (here: Page['here']) => page.here === here && html` aria-current="page"`;
  return html`<nav aria-label="主导航"><a href="/public"${current('running')}>公示</a><a href="/public?list=stored"${current('stored')}>已入库</a><a href="/public/register"${current('register')}>查询</a><a href="/">登录</a></nav>`;
}

function navigation(view: PageView, page: Page): Content {
  const current = (here: Page['here']) => page.here === here && html` aria-current="page"`;
  return html`<nav aria-label="主导航"><a href="/"${current('home')}>首页</a><a href="/tasks"${current('tasks')}>待办</a><a href="/cases"${current('cases')}>案件</a>${view.releasesHref && html`<a href="/releases"${current('releases')}>规则版本</a>`}${view.tasklistHref && link(view.tasklistHref, 'Tasklist')}</nav>
<div class="who"><span title="${view.user?.username}">${view.user?.name}</span><span class="org">${view.user?.organisations.join('、')}</span><a href="/logout">退出</a></div>`;
}
