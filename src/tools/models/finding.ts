/** Something a check found in a model file. Errors are faults; warnings are about looks. */
export interface Finding {
  file: string;
  /** Id of the element, rule or component; empty for the whole file. */
  element: string;
  severity: 'error' | 'warn' | 'info';
  rule: string;
  message: string;
}

/** Whether a finding makes the lint fail and stops a deployment. */
export function isFault(finding: Finding): boolean {
  return finding.severity === 'error';
}

/** Readable lines: one block a file, the worst first. */
export function formatFindings(findings: Finding[]): string {
  const files = [...new Set(findings.map(({ file }) => file))].sort();
  return files.map((file) => block(file, findings)).join('\n');
}

const WORST_FIRST: Finding['severity'][] = ['error', 'warn', 'info'];

function block(file: string, findings: Finding[]): string {
  const lines = findings
    .filter((finding) => finding.file === file)
    .sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity))
    .map((f) => `  ${f.element || '-'}  ${f.severity}  ${f.message}  ${f.rule}`);
  return [file, ...lines, ''].join('\n');
}
