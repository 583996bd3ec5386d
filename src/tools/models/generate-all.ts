import { readModelFolders } from '../../models/read';
import { generateFlowsDoc } from './generate-flows-doc';
import { generateForms } from './generate-forms';
import { generateIds } from './generate-ids';
import { generateOpenApi } from './generate-openapi';
import { generateRulesDoc } from './generate-rules-doc';
import { generateTemplates } from './generate-templates';
import { generateWorkersDoc } from './generate-workers-doc';
import { readCommonParts } from './task-head';
import type { WorkerInfo } from './worker-info';

/** Contents of every generated file, by path from the root. Same models, same bytes. */
export async function generateAll(
  root: string,
  workers: WorkerInfo[],
): Promise<Record<string, string>> {
  const models = await readModelFolders(root);
  const openApi = generateOpenApi();
  return {
    'src/models.generated.ts': generateIds(models),
    'docs/flows.md': generateFlowsDoc(models, openApi),
    'docs/rules.md': generateRulesDoc(models),
    'docs/openapi.json': openApi,
    'docs/workers.md': generateWorkersDoc(workers),
    ...generateTemplates(workers),
    ...generateForms(models, readCommonParts(root)),
  };
}
