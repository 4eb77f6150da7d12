/** The conditions for a text, whoever sends it. */
export interface TextRule {
  /** The maximum length in code points. */
  max: number;
  /** The minimum length in code points. */
  min?: number;
  /** Rejects texts in which nothing can be seen. */
  required?: boolean;
  /** Rejects control characters and line breaks. */
  oneLine?: boolean;
}

const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb\u2800\u{16fe4}]/u;
const lineOrControl = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Whether nothing can be seen of the text: it is empty, or all white space, control and invisible characters. */
export const isBlank = (text: string): boolean => !visible.test(text);

/** Whether the text has more than `max` code points. Short texts are not counted. */
export function isLonger(text: string, max: number): boolean {
  if (text.length <= max) return false;
  return text.length > 2 * max || countCodePoints(text) > max;
}

/** Whether the text has fewer than `min` code points. Long texts are not counted. */
export function isShorter(text: string, min: number): boolean {
  if (text.length < min) return true;
  return text.length < 2 * min && countCodePoints(text) < min;
}

function countCodePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) if ((text.codePointAt(at) ?? 0) > 0xffff) pairs += 1;
  return text.length - pairs;
}

/** The first `max` code points. */
export function cutText(text: string, max: number): string {
  return isLonger(text, max)
    ? Array.from(text.slice(0, 2 * max))
        .slice(0, max)
        .join('')
    : text;
}

/** The text as far as it can be stored: Postgres has no NUL character, and UTF-8 has no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The problems of a text, as predicates of a sentence that begins with its name, such as `is required`. */
export function textProblems(text: string, { max, min = 0, required, oneLine }: TextRule): string[] {
  const nul = text.includes('\0');
  const problems = [
    required === true && isBlank(text) && 'is required',
    min > 0 && isShorter(text, min) && `must be at least ${min} characters long`,
    isLonger(text, max) && `must be at most ${max} characters long`,
    nul && 'must not contain the NUL character',
    !text.isWellFormed() && 'must not contain half of a surrogate pair',
    oneLine === true &&
      !nul &&
      lineOrControl.test(text) &&
      'must not contain line breaks or control characters',
  ];
  return problems.filter((problem) => problem !== false);
}
