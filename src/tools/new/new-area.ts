import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookupRegion } from '../../domain/regions';

/** A province whose flows are to have folders of their own. */
export interface NewArea {
  /** name of the folders below bpmn/, dmn/ and forms/: small letters */
  area: string;
  /** as GB/T 2260 calls the province, with 省, 市 or 自治区 */
  province: string;
}

interface Jurisdiction {
  area: string;
  regionPrefix: string;
}

const FOLDERS = ['bpmn', 'dmn', 'forms'];
const JURISDICTIONS = 'seed/jurisdictions.json';
const PROVINCES = 'seed/provinces.json';
const LABELS = 'labels/zh-CN.json';

/**
 * The files of an area: its folders, which regions its flows concern, its authorities and its name.
 * Reads what there is, writes nothing.
 * @param root folder of the project
 * @param served provinces whose authorities are in the directory already, six digits each
 * @returns contents by path from the root
 * @throws Error that says what came and what is right
 */
export function newArea(
  root: string,
  { area, province }: NewArea,
  served: string[],
): Record<string, string> {
  if (!/^[a-z]{2,20}$/.test(area)) throw new Error(`"${area}" is no area: small letters only`);
  const code = codeOf(province);
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const jurisdictions: Jurisdiction[] = read(JURISDICTIONS);
  const regionPrefix = code.slice(0, 2);
  const known = jurisdictions.find((one) => one.area === area);
  if (known && known.regionPrefix !== regionPrefix)
    throw new Error(`${area} is ${known.regionPrefix} in ${JURISDICTIONS}, not ${regionPrefix}`);
  const labels = read(LABELS);
  labels.areas[area] ??= province.replace(/(省|市|.{0,3}自治区)$/, '');
  return {
    ...Object.fromEntries(FOLDERS.map((folder) => [`${folder}/${area}/.gitkeep`, ''])),
    [JURISDICTIONS]: rows(known ? jurisdictions : [...jurisdictions, { area, regionPrefix }]),
    [PROVINCES]: json([...new Set([...read(PROVINCES), ...(served.includes(code) ? [] : [code])])]),
    [LABELS]: json(labels),
  };
}

function codeOf(province: string): string {
  const codes = Array.from({ length: 90 }, (_, i) => `${i + 10}0000`);
  const code = codes.find((one) => lookupRegion(one)?.ownName === province);
  if (!code) throw new Error(`GB/T 2260 has no province "${province}": e.g. 某某省`);
  return code;
}

const json = (value: unknown) =>
  Array.isArray(value)
    ? `${JSON.stringify(value).replaceAll(',', ', ')}\n`
    : `${JSON.stringify(value, null, 2)}\n`;

/** One a line, as the file is. */
const rows = (all: Jurisdiction[]) =>
  `[\n${all
    .map((one) => `  { "area": "${one.area}", "regionPrefix": "${one.regionPrefix}" }`)
    .join(',\n')}\n]\n`;
