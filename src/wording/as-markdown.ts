/**
 * All ASCII that is no letter and no digit, and every blank: whatever markdown, HTML, templates or a
 * finder of links could see more in than a character.
 */
const MEANINGFUL = /[!-/:-@[-`{-~]|\s/gu;

/**
 * Text as markdown that shows exactly this text, in any dialect: its signs become character
 * references, which HTML reads as the characters and markdown reads as nothing.
 * @param text what somebody wrote
 */
export function asMarkdown(text: string): string {
  return text.replace(MEANINGFUL, (character) => `&#${character.codePointAt(0)};`);
}
