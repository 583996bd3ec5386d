import { Router, urlencoded } from 'express';
import { z } from 'zod';
import { demoConstructors, demoEnterprises } from '../../seed';
import { type Content, html } from '../../src/web/html';
import { cardOf } from '../card';
import type { LockConfirmation, Reading } from './people';

/** What the devices of the page do; each gives the number under which it can be asked for. */
interface Devices {
  read(reading: Reading): string;
  confirm(confirmation: LockConfirmation): string;
}

const givenSchema = z.object({
  device: z.enum(['READER', 'LOCK']),
  idNumber: z.string(),
  enterprise: z.string(),
  at: z.string(),
});

/** For whoever tries things by hand: a page with a card reader and an identity lock, and cards to put on. */
export function devicesPage(devices: Devices): Router {
  const router = Router();
  router.get('/devices', (_req, res) => void res.send(page().text));
  router.post('/devices', urlencoded({ extended: false }), (req, res) => {
    const { device, idNumber, enterprise, at } = givenSchema.parse(req.body);
    const instant = `${at.slice(0, 16)}:00+08:00`;
    if (device === 'LOCK') {
      const number = devices.confirm({ enterprise, confirmedAt: instant });
      return void res.send(page('身份识别锁确认流水号', number).text);
    }
    const owner = demoConstructors.find((one) => one.idNumber === idNumber);
    if (!owner) return void res.status(404).send(page('没有这张身份证').text);
    const card = cardOf(idNumber.slice(0, 17), owner.name);
    const number = devices.read({ ...card, enterprise, readAt: instant });
    res.send(page('身份证阅读流水号', number).text);
  });
  return router;
}

function page(label = '', number = '') {
  const now = new Date().toLocaleString('sv', { timeZone: 'Asia/Shanghai' });
  const select = (name: string, options: Content) =>
    html`<select name="${name}">${options}</select>`;
  return html`<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>读卡器和身份识别锁（演示替身）</title>
<style>body{font:16px/1.7 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
label{display:block}td,th{padding:0 1rem 0 0;text-align:left}output{background:#efe;overflow-wrap:anywhere}</style>
<h1>读卡器和身份识别锁（演示替身）</h1>
${label && html`<p><output>${label} <strong>${number}</strong></output></p>`}
<form method="post" action="/devices">
<label>设备登记在其名下的企业 ${select(
    'enterprise',
    demoEnterprises.map((one) => html`<option value="${one.creditCode}">${one.name}</option>`),
  )}</label>
<label>身份证 ${select(
    'idNumber',
    demoConstructors.map((one) => html`<option value="${one.idNumber}">${one.name}</option>`),
  )}</label>
<label>时间（北京时间） <input type="datetime-local" name="at" required value="${now.slice(0, 10)}T${now.slice(11, 16)}"></label>
<p><button name="device" value="READER">把身份证放上读卡器</button>
<button name="device" value="LOCK">用身份识别锁确认</button></p></form>
<table><tr><th>姓名<th>身份证号码<th>下载人员信息编号<th>证书编号</tr>
${demoConstructors.map(
  (one) =>
    html`<tr><td>${one.name}<td>${one.idNumber}<td>${one.recordId}<td>${one.certificateNo}</tr>`,
)}</table>
<p>均为虚构人员，注册建造师。</p></html>`;
}
