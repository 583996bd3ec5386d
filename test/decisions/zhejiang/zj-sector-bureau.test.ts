import { testDecision } from '../../harness/decisions';

const of = (sector: string, label: string, bureau: string | null) =>
  [`[DT-24] ${label}`, { data: { sector } }, { label, bureau }] as [string, object, unknown];

testDecision('zj-sector-bureau', [
  of('HIGHWAY', '公路', 'sector-330000-transport'),
  of('WATERWAY', '水运', 'sector-330000-transport'),
  of('WATERCONS', '水利', 'sector-330000-waterconservancy'),
  of('TELECOM', '通信', 'sector-330000-telecom'),
  of('POWER', '电力', 'sector-330000-power'),
  of('SECTOR_OTHER', '其他行业', null),
]);
