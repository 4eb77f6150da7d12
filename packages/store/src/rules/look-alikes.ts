/**
 * Letters of other alphabets that look like a letter of the Latin one, by the letter they look like. They are taken from
 * `confusables.txt` of Unicode Technical Standard 39: those that may occur in a username at all.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'ɑαаΑАᎪᗅꓮ𖽀',
  b: 'ƄЬᏏᑲᖯꞴΒВᏴᗷꓐ',
  c: 'ᴄсꮯСᏟꓚ',
  d: 'ԁᏧᑯꓒᎠᗞᗪꓓ',
  e: 'ꬲеҽΕЕⴹᎬꓰ',
  f: 'ꬵꞙẝքꞘϜᖴꓝ',
  g: 'ɡᶃƍցԌᏀᏳꓖ',
  h: 'һհᏂΗНᎻᕼꓧ',
  i: 'ıɪɩιіꙇӏꭵᎥ',
  j: 'ϳјꞲͿЈᎫᒍꓙ',
  k: 'ΚКᏦꓗ',
  l: '۱ƖǀΙІӀⵏꓲ𖼨Ꮮᒪꓡ𖼖',
  m: 'ΜϺМᎷᗰꓟ',
  n: 'ոռΝꓠ',
  o: 'ంಂംං०੦૦௦౦೦൦๐໐၀۵ᴏᴑꬽοσоჿօഠဝ𐓪০୦ΟОՕⵔዐଠ𐓂ꓳ',
  p: 'ρрΡРᏢᑭꓑ',
  q: 'ԛգզⵕ',
  r: 'ꭇꭈᴦгꮁƦᎡᏒ𐒴ᖇꓣ𖼵',
  s: 'ꜱƽѕꮪЅՏᏕᏚꓢ𖼺',
  t: 'ΤТᎢꓔ𖼊',
  u: 'ꞟᴜꭎꭒʋυս𐓶Սሀ𐓎ᑌꓴ𖽂',
  v: 'ᴠνѵꮩ۷ѴⴸᏙᐯꛟꓦ𖼈',
  w: 'ɯᴡѡԝաꮃԜᎳᏔꓪ',
  x: 'хᕁᕽꞳΧХⵝꓫ',
  y: 'ɣᶌʏỿꭚγуүყΥУҮᎩᎽꓬ𖽃',
  z: 'ᴢꮓΖᏃꓜ',
};

const latin = new Map(
  Object.entries(lookAlikes).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
);

/**
 * A form in which names that look alike are equal, after the skeleton of the standard. It goes further in ignoring case,
 * accents and the characters between letters, and in taking `i`, `l` and `1`, and `o` and `0`, for the same.
 */
export function appearanceOf(name: string): string {
  const letters = Array.from(name.normalize('NFD').replace(/[\p{M}@.+_-]/gu, ''), (letter) => {
    return latin.get(letter) ?? letter.toLowerCase();
  });
  return letters.join('').replaceAll('rn', 'm').replace(/[i1]/g, 'l').replaceAll('0', 'o');
}
