/** Which of these a text holds. */
export const textsIn = (text: string, wanted: string[]) =>
  wanted.filter((one) => text.includes(one));
