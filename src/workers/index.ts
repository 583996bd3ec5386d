import { worker as resolveAuthority } from './authority/resolve';
import { worker as checkCase } from './case/check';
import { worker as tellCaseFacts } from './case/facts';
import { worker as openCase } from './case/open';
import { worker as readCase } from './case/read';
import { worker as setCaseStatus } from './case/set-status';
import { worker as computeDeadline } from './deadline/compute';
import { worker as recordDecision } from './decision/record';
import type { Worker } from './define';
import { worker as issueDocument } from './document/issue';
import { worker as setDocumentStatus } from './document/set-status';
import { worker as amendLibrary } from './library/amend';
import { worker as writeLibrary } from './library/write';
import { worker as notify } from './message/notify';
import { worker as sendMessage } from './message/send';
import { worker as provisionOrganisation } from './organisation/provision';
import { worker as pushToPlatform } from './platform/push';
import { worker as openPublicity } from './publicity/open';
import { worker as setPublicity } from './publicity/set';
import { worker as countArrivals } from './sample/arrivals';
import { worker as arriveForSample } from './sample/arrive';
import { worker as drawSample } from './sample/draw';
import { worker as countPlaces } from './sample/places';
import { worker as samplePopulation } from './sample/population';
import { worker as sampleRemainder } from './sample/remainder';
import { worker as prepareTask } from './task/prepare';
import { worker as tellTime } from './time/now';

/** Every job type there is; none belongs to a province. */
export const workers: Worker[] = [
  resolveAuthority,
  openCase,
  setCaseStatus,
  checkCase,
  readCase,
  tellCaseFacts,
  computeDeadline,
  recordDecision,
  issueDocument,
  setDocumentStatus,
  writeLibrary,
  amendLibrary,
  notify,
  sendMessage,
  provisionOrganisation,
  pushToPlatform,
  samplePopulation,
  countPlaces,
  sampleRemainder,
  drawSample,
  arriveForSample,
  countArrivals,
  openPublicity,
  setPublicity,
  prepareTask,
  tellTime,
];
