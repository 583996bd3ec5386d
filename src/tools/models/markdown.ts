/** A Markdown table; cells are made safe for it. */
export function table(headings: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Inline code, or nothing for nothing. */
export function code(text: string | undefined): string {
  return text ? `\`${text.replaceAll('`', "'")}\`` : '';
}

function cell(text: string): string {
  return (
    text
      .replaceAll('|', '\\|')
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim() || '–'
  );
}

/** First lines of every generated page. */
export function heading(title: string, source: string): string {
  return `# ${title}\n\nGenerated from ${source} by \`npm run generate\`; do not edit.\n`;
}

/** Blocks with an empty line between, one newline at the end. */
export function page(...blocks: string[]): string {
  return `${blocks.map((block) => block.trim()).join('\n\n')}\n`;
}
