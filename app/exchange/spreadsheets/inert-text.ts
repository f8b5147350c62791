/** Control characters and other code points that writers drop, hiding what a text really begins with. */
const dropped = /[[\p{Cc}--[\t\n\r]]\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gv;

/** A beginning that a spreadsheet program takes for a formula or a command, also behind spaces nobody sees. */
const active = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/**
 * A text that no spreadsheet program runs: one that begins like a formula gets an apostrophe in front. Used on every
 * text that leaves the program, headers and names included; numbers never pass here and keep their sign.
 */
export const inertText = (text: string): string => {
  const visible = text.replace(dropped, '');
  return active.test(visible) ? `'${visible}` : visible;
};
