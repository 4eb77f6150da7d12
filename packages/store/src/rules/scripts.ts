// Knows the scripts of Unicode Standard Annex 31 and the restriction levels of Unicode Technical Standard 39.

/** Scripts in wide use, and those of smaller communities that write with them today. Others are historic. */
const modern = `
  Latin Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hangul Han Hebrew
  Hiragana Kannada Katakana Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan
  Adlam Balinese Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese Kayah_Li Lepcha Limbu Lisu
  Mandaic Meetei_Mayek Miao Newa New_Tai_Lue Nko Nyiakeng_Puachue_Hmong Ol_Chiki Osage Saurashtra Sundanese Syloti_Nagri
  Syriac Tai_Le Tai_Tham Tai_Viet Tifinagh Vai Wancho Yi`
  .trim()
  .split(/\s+/);

/** The mixtures that East Asian languages need. Latin beside any other script is not among them. */
const mixtures = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Matches texts of these scripts and of characters that belong to every script, such as digits and accents. */
const writtenIn = (scripts: readonly string[]): RegExp =>
  new RegExp(
    `^[${[...scripts, 'Common', 'Inherited'].map((script) => `\\p{scx=${script}}`).join('')}]*$`,
    'u',
  );

const accepted = [...modern.map((script) => writtenIn([script])), ...mixtures.map(writtenIn)];

/** Whether the text is "highly restrictive" or better: of one modern script, or of an East Asian mixture. */
export const isOfOneScript = (text: string): boolean => accepted.some((pattern) => pattern.test(text));
