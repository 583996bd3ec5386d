/**
 * The command that runs a test file on a stack that is up. The file comes first: Jest takes every word
 * behind `--selectProjects` for the name of a project, and would then run all files of the suite.
 * @param runtime the file in which the stack says where it is
 * @param suite a Jest project, or the words that stand for it
 * @param file words of the names of test files
 */
export const rerunCommand = (runtime: string | undefined, suite: string, file: string) =>
  `ZJF_TEST_RUNTIME=${runtime} npx jest ${file} --selectProjects ${suite}`;
