import { validateZeebe } from '@bpmn-io/element-templates-validator';
import schema from '@camunda/zeebe-element-templates-json-schema/resources/schema.json';
import Ajv from 'ajv';
import { generateTemplates } from '../../src/tools/models/generate-templates';
import { workerInfos } from './own-models';

const templates = Object.entries(generateTemplates(workerInfos));
const ajv = new Ajv({ strict: false, allErrors: true });

describe('[check-18] element templates', () => {
  test.each(templates)('%s is valid', (_, json) => {
    const template = JSON.parse(json);
    const errors = ajv.validate(schema, template) ? [] : ajv.errors;
    expect(errors).toEqual([]);
    expect(validateZeebe(template)).toMatchObject({ valid: true });
  });
});
