const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to send; only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: nothing, text and numbers (escaped), markup, lists of these. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Template tag: everything put in is escaped, except markup made by this same tag. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += toText(value) + (strings[index + 1] ?? '');
  });
  return new Html(text);
}

function toText(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toText).join('');
  return escapeHtml(String(value));
}

/** Page data for the browser's code, in a script element that is never run. */
export function jsonScript(id: string, data: unknown): Html {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, escapeUnicode);
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json}</script>`);
}

function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** An address that only leads to a page: `javascript:` and other schemes become `#`. */
export function safeHref(href: string): string {
  return /^(https?:\/\/|\/(?!\/)|#|\?|\.\/)/i.test(href) ? href : '#';
}
