/**
 * One Jest project a kind of test (`npx jest --selectProjects unit models`).
 * TypeScript and the ESM-only packages below are turned into CommonJS by swc.
 */
const esmPackages = [
  'bpmn-moddle',
  'dmn-moddle',
  'moddle',
  'moddle-xml',
  'saxen',
  'min-dash',
  'ids',
  'happy-dom',
  'hucre',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  'peek-readable',
  '@tokenizer/.*',
  '@borewit/.*',
  'jose',
  'openid-client',
  'oauth4webapi',
  '@keycloak/.*',
  '@microsoft/kiota-.*',
  '@std-uritemplate/.*',
  'tinyduration',
  'camelize-ts',
  'url-join',
  'url-template',
  'woff2-encoder',
  '@bpmn-io/.*',
  '@camunda/form-linting',
];

const transform = {
  '^.+\\.(t|j|mj)s$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: {
          legacyDecorator: true,
          decoratorMetadata: false,
          useDefineForClassFields: false,
        },
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** A project runs the files of `test/<name>/`. */
function project(displayName) {
  return {
    displayName,
    rootDir: __dirname,
    // what a start of Jest looks through: not the packages, not what stacks write
    roots: ['src', 'test', 'stack', 'stand-in', 'seed', 'demo', 'bench'].map(
      (one) => `<rootDir>/${one}`,
    ),
    testEnvironment: 'node',
    testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
    modulePathIgnorePatterns: ['<rootDir>/(dist|reports|\\.state|\\.cache)/'],
    transform,
    transformIgnorePatterns: [`/node_modules/(?!(.*/node_modules/)?(${esmPackages.join('|')})/)`],
  };
}

const kinds = ['unit', 'models', 'decisions', 'processes', 'api', 'doors', 'e2e', 'faults'];

module.exports = {
  testTimeout: 240_000,
  projects: kinds.map(project),
};
