import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { demoConstructors } from '../../seed';
import { devicesPage } from './devices';

// What is known of people outside, and the devices that say who somebody is. `/readings`,
// `/lock-confirmations`, `/device-keys` and `/personnel-records` are the contract that real ones have to
// keep; `/control` exists in the stand-in only.

/** What a reader reads from a second-generation identity card (二代身份证). */
export const readingSchema = z.object({
  enterprise: z.string().describe('读卡器登记在其名下的企业（统一社会信用代码）'),
  idNumber: z.string().describe('身份证号码'),
  name: z.string().describe('姓名'),
  sex: z.enum(['MALE', 'FEMALE']).describe('性别'),
  birthDate: z.iso.date().describe('出生日期'),
  readAt: z.iso.datetime({ offset: true }).describe('阅读时间'),
  readerId: z.string().default('READER-0001').describe('读卡器编号'),
});
export type Reading = z.input<typeof readingSchema>;

/** What an enterprise confirms with its identity recognition lock (身份识别锁). */
export const lockSchema = z.object({
  enterprise: z.string().describe('身份识别锁登记在其名下的企业（统一社会信用代码）'),
  confirmedAt: z.iso.datetime({ offset: true }).describe('确认时间'),
  lockId: z.string().default('LOCK-0001').describe('身份识别锁编号'),
});
export type LockConfirmation = z.input<typeof lockSchema>;

/** What a register has of a person. */
export const recordSchema = z.object({
  recordId: z.string().describe('下载人员信息编号'),
  category: z.enum(['REGISTERED', 'SITE', 'WORKER']).describe('人员信息类别'),
  idNumber: z.string().describe('身份证号码'),
  certificateType: z.string().describe('证书类别'),
  certificateNo: z.string().describe('证书编号'),
});
export type PersonnelRecord = z.infer<typeof recordSchema>;

/** What the registers have unasked: those whose cards lie beside the reader of `/devices`. */
const known: PersonnelRecord[] = demoConstructors.map(({ recordId, idNumber, certificateNo }) => {
  const certificate = { certificateType: 'CONSTRUCTOR', certificateNo };
  return { recordId, category: 'REGISTERED', idNumber, ...certificate };
});

interface Signed {
  device: string;
  audience: string;
  at: string;
  claims: Record<string, unknown>;
}

/** Nobody guesses a number: whoever has it was handed it. */
const newNumber = (kind: string) => `${kind}-${randomBytes(16).toString('hex').toUpperCase()}`;

/**
 * Plays the readers, the locks and the registers.
 * @param authorize refuses who may not ask
 */
export function peopleOutside(authorize: (authorization: string | undefined) => void): Router {
  const signed = new Map<string, Signed>();
  const records = new Map(known.map((record) => [record.recordId, record]));
  const key = signingKey();
  const router = Router();

  router.get('/device-keys', async (_req, res) => {
    res.json({ keys: [(await key).jwk] });
  });
  router.get(['/readings/:number', '/lock-confirmations/:number'], async (req, res) => {
    authorize(req.get('Authorization'));
    const { number } = req.params as { number: string };
    const statement = signed.get(number);
    if (!statement) return void res.status(404).json({ title: 'no such number' });
    res.type('application/jwt').send(await sign(await key, number, statement));
  });
  router.get('/personnel-records/:recordId', (req, res) => {
    authorize(req.get('Authorization'));
    const record = records.get(req.params.recordId);
    if (record) res.json(record);
    else res.status(404).json({ title: 'no such record' });
  });

  /** @returns the number of the reading */
  function read(reading: Reading): string {
    const { enterprise, readAt, readerId, ...claims } = readingSchema.parse(reading);
    const number = newNumber('R');
    signed.set(number, { device: readerId, audience: enterprise, at: readAt, claims });
    return number;
  }
  /** @returns the number of the confirmation */
  function confirm(confirmation: LockConfirmation): string {
    const { enterprise, confirmedAt, lockId } = lockSchema.parse(confirmation);
    const number = newNumber('L');
    signed.set(number, { device: lockId, audience: enterprise, at: confirmedAt, claims: {} });
    return number;
  }
  router.post('/control/readings', (req, res) => {
    res.status(201).json({ number: read(req.body) });
  });
  router.post('/control/lock-confirmations', (req, res) => {
    res.status(201).json({ number: confirm(req.body) });
  });
  router.use(devicesPage({ read, confirm }));
  router.put('/control/personnel-records', (req, res) => {
    for (const one of z.array(recordSchema).parse(req.body)) records.set(one.recordId, one);
    res.status(204).end();
  });
  return router;
}

interface Key {
  jwk: JWK;
  privateKey: CryptoKey;
}

async function signingKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'devices', alg: 'ES256' } };
}

function sign({ privateKey }: Key, number: string, { device, audience, at, claims }: Signed) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'devices', typ: 'JWT' })
    .setIssuer(device)
    .setAudience(audience)
    .setJti(number)
    .setIssuedAt(new Date(at))
    .sign(privateKey);
}
