import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { CreateRecord1795220000000 } from '../migrations/1795220000000-create-record';
import { SubjectAndEntries1795230000001 } from '../migrations/1795230000001-subject-and-entries';
import { Outside1795230000002 } from '../migrations/1795230000002-outside';
import { CreatePublicity1795230000003 } from '../migrations/1795230000003-publicity';
import { Drafts1795230000004 } from '../migrations/1795230000004-drafts';
import { Posts1795230000005 } from '../migrations/1795230000005-posts';
import { EngineFeed1795240000000 } from '../migrations/1795240000000-engine-feed';
import { Inbox1795240000001 } from '../migrations/1795240000001-inbox';
import { PublicitySuspended1795240000002 } from '../migrations/1795240000002-publicity-suspended';
import { AuditGuard1795250000000 } from '../migrations/1795250000000-audit-guard';
import { AttachmentOwner1795250100000 } from '../migrations/1795250100000-attachment-owner';
import { Rights1795250300000 } from '../migrations/1795250300000-rights';
import { Witnesses1795250400000 } from '../migrations/1795250400000-witnesses';
import { Judgements1795300000000 } from '../migrations/1795300000000-judgements';
import { ReleasePlan1795310000000 } from '../migrations/1795310000000-release-plan';
import { ReleaseInForce1795320000000 } from '../migrations/1795320000000-release-in-force';
import { CalendarPublished1795330000000 } from '../migrations/1795330000000-calendar-published';
import { FeedMovedInstances1795330000001 } from '../migrations/1795330000001-feed-moved-instances';
import { Mail1795340000000 } from '../migrations/1795340000000-mail';
import { StatusReason1795350000000 } from '../migrations/1795350000000-status-reason';
import { DeadlineRecomputed1795360000000 } from '../migrations/1795360000000-deadline-recomputed';
import { DecisionObjections1795370000000 } from '../migrations/1795370000000-decision-objections';
import { Sending1795371000000 } from '../migrations/1795371000000-sending';
import { Search1795375000000 } from '../migrations/1795375000000-search';
import { DatedDeadlines1795381000000 } from '../migrations/1795381000000-dated-deadlines';
import { PublicityWithoutEnd1795382000000 } from '../migrations/1795382000000-publicity-without-end';
import { CutOffActs1795383000000 } from '../migrations/1795383000000-cut-off-acts';
import { FoundByOrganisation1795384000000 } from '../migrations/1795384000000-found-by-organisation';

import { People1795385000000 } from '../migrations/1795385000000-people';
import { EntryHolder1795386000000 } from '../migrations/1795386000000-entry-holder';

import { Sheets1795391000000 } from '../migrations/1795391000000-sheets';
import { Disclosure1795401000000 } from '../migrations/1795401000000-disclosure';
import { AuditTogether1795403000000 } from '../migrations/1795403000000-audit-together';
import { Statistics1795404000000 } from '../migrations/1795404000000-statistics';
import { Register1795404000001 } from '../migrations/1795404000001-register';
import { Exchange1795405000000 } from '../migrations/1795405000000-exchange';
import { StatisticSums1795406000000 } from '../migrations/1795406000000-statistic-sums';
import * as entities from './index';

/**
 * The connection to the record.
 * @param url PostgreSQL address
 * @param poolSize connections at most
 */
export function createDataSource(url: string, poolSize = 16): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: Object.values(entities),
    migrations: [
      CreateRecord1795220000000,
      SubjectAndEntries1795230000001,
      Outside1795230000002,
      CreatePublicity1795230000003,
      Drafts1795230000004,
      Posts1795230000005,
      EngineFeed1795240000000,
      Inbox1795240000001,
      PublicitySuspended1795240000002,
      AuditGuard1795250000000,
      AttachmentOwner1795250100000,
      Rights1795250300000,
      Witnesses1795250400000,
      Judgements1795300000000,
      ReleasePlan1795310000000,
      ReleaseInForce1795320000000,
      Mail1795340000000,
      StatusReason1795350000000,
      DeadlineRecomputed1795360000000,
      DecisionObjections1795370000000,
      CalendarPublished1795330000000,
      FeedMovedInstances1795330000001,
      Sending1795371000000,
      Search1795375000000,
      DatedDeadlines1795381000000,
      PublicityWithoutEnd1795382000000,
      CutOffActs1795383000000,
      FoundByOrganisation1795384000000,
      People1795385000000,
      EntryHolder1795386000000,
      Sheets1795391000000,
      Disclosure1795401000000,
      AuditTogether1795403000000,
      Statistics1795404000000,
      Exchange1795405000000,
      StatisticSums1795406000000,
      Register1795404000001,
    ],
    synchronize: false,
    poolSize,
    // a pooled connection that PostgreSQL closed on its restart must not end the process
    poolErrorHandler: () => undefined,
    // a tool that reads all models keeps its thread busy for seconds: a connection that came meanwhile is none too late
    extra: { connectionTimeoutMillis: 20_000 },
  });
}
