/** Something a check found in a model file. Warnings count as errors, infos do not. */
export interface Finding {
  file: string;
  /** Id of the element, rule or component; empty for the whole file. */
  element: string;
  severity: 'error' | 'warn' | 'info';
  rule: string;
  message: string;
}

/** Whether a finding makes the lint fail. */
export function isFault(finding: Finding): boolean {
  return finding.severity !== 'info';
}

/** Readable lines: one block a file, faults before infos. */
export function formatFindings(findings: Finding[]): string {
  const files = [...new Set(findings.map(({ file }) => file))].sort();
  return files.map((file) => block(file, findings)).join('\n');
}

function block(file: string, findings: Finding[]): string {
  const lines = findings
    .filter((finding) => finding.file === file)
    .sort((a, b) => Number(isFault(b)) - Number(isFault(a)))
    .map((f) => `  ${f.element || '-'}  ${f.severity}  ${f.message}  ${f.rule}`);
  return [file, ...lines, ''].join('\n');
}
